package io.tarn.core.layout;

import io.tarn.core.acl.AccessControlList;
import io.tarn.core.acl.AclGrant;
import io.tarn.core.acl.AclPermission;
import io.tarn.core.acl.Grantee;
import io.tarn.storage.Bytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored form of an access control list. */
final class StoredAcl {
    private static final int OWNER = 1;
    private static final int ACCOUNT = 2;
    private static final int ALL_USERS = 3;
    private static final int AUTHENTICATED_USERS = 4;
    private static final int LOG_DELIVERY = 5;
    private static final int CANONICAL_ID_BYTES = 32;

    private StoredAcl() {}

    static Bytes encode(AccessControlList acl) {
        RecordEncoder content = RecordEncoder.content();
        for (AclGrant grant : acl.grants()) {
            content.raw(code(grant.permission()));
            switch (grant.grantee()) {
                case Grantee.Owner owner -> content.raw(OWNER);
                case Grantee.CanonicalUser user ->
                    content.raw(ACCOUNT).rawBytes(Bytes.wrap(HexFormat.of().parseHex(user.canonicalId())));
                case Grantee.Group group -> content.raw(code(group));
            }
        }
        return content.finish();
    }

    /** Null for the list that everything has that was given no other. */
    static @Nullable Bytes unlessPrivate(AccessControlList acl) {
        return acl.equals(AccessControlList.PRIVATE) ? null : encode(acl);
    }

    static AccessControlList ofField(RecordDecoder record, int field) {
        return record.has(field) ? decode(record.cursor(field)) : AccessControlList.PRIVATE;
    }

    static AccessControlList decode(ByteCursor cursor) {
        List<AclGrant> grants = new ArrayList<>();
        while (!cursor.ended()) {
            AclPermission permission = permission(cursor, cursor.unsigned());
            grants.add(new AclGrant(grantee(cursor, cursor.unsigned()), permission));
        }
        if (grants.size() > AccessControlList.GRANTS_MAX) {
            throw cursor.corrupt("has " + grants.size() + " grants");
        }
        return new AccessControlList(grants);
    }

    private static int code(AclPermission permission) {
        return switch (permission) {
            case FULL_CONTROL -> 1;
            case WRITE -> 2;
            case WRITE_ACP -> 3;
            case READ -> 4;
            case READ_ACP -> 5;
        };
    }

    private static AclPermission permission(ByteCursor cursor, int code) {
        return switch (code) {
            case 1 -> AclPermission.FULL_CONTROL;
            case 2 -> AclPermission.WRITE;
            case 3 -> AclPermission.WRITE_ACP;
            case 4 -> AclPermission.READ;
            case 5 -> AclPermission.READ_ACP;
            default -> throw cursor.corrupt("grants the unknown permission " + code);
        };
    }

    private static int code(Grantee.Group group) {
        return switch (group) {
            case ALL_USERS -> ALL_USERS;
            case AUTHENTICATED_USERS -> AUTHENTICATED_USERS;
            case LOG_DELIVERY -> LOG_DELIVERY;
        };
    }

    private static Grantee grantee(ByteCursor cursor, int code) {
        return switch (code) {
            case OWNER -> new Grantee.Owner();
            case ACCOUNT ->
                new Grantee.CanonicalUser(
                        HexFormat.of().formatHex(cursor.take(CANONICAL_ID_BYTES).toArray()));
            case ALL_USERS -> Grantee.Group.ALL_USERS;
            case AUTHENTICATED_USERS -> Grantee.Group.AUTHENTICATED_USERS;
            case LOG_DELIVERY -> Grantee.Group.LOG_DELIVERY;
            default -> throw cursor.corrupt("grants to the unknown kind " + code);
        };
    }
}
