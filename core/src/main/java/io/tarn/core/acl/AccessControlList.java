package io.tarn.core.acl;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The access control list of a bucket or an object. Immutable.
 *
 * <p>Whose list it is stands beside it; the list names the owner as such, so that it means the same wherever it goes.
 *
 * @param grants in the order in which they were given, at most {@link #GRANTS_MAX}
 */
public record AccessControlList(List<AclGrant> grants) {
    /** Most grants of one list. */
    public static final int GRANTS_MAX = 100;

    /** The list that everything has that was given no other: full control to the owner, nothing to anybody else. */
    public static final AccessControlList PRIVATE =
            new AccessControlList(List.of(new AclGrant(new Grantee.Owner(), AclPermission.FULL_CONTROL)));

    /** What a permission on a bucket permits (Amazon S3 User Guide, "Mapping of ACL permissions"). */
    private static final Map<String, AclPermission> ON_BUCKET = Map.of(
            "s3:ListBucket", AclPermission.READ,
            "s3:ListBucketVersions", AclPermission.READ,
            "s3:ListBucketMultipartUploads", AclPermission.READ,
            "s3:PutObject", AclPermission.WRITE,
            "s3:GetBucketAcl", AclPermission.READ_ACP,
            "s3:PutBucketAcl", AclPermission.WRITE_ACP);

    /** What a permission on an object permits. */
    private static final Map<String, AclPermission> ON_OBJECT = Map.of(
            "s3:GetObject", AclPermission.READ,
            "s3:GetObjectVersion", AclPermission.READ,
            "s3:GetObjectTorrent", AclPermission.READ,
            "s3:GetObjectAcl", AclPermission.READ_ACP,
            "s3:GetObjectVersionAcl", AclPermission.READ_ACP,
            "s3:PutObjectAcl", AclPermission.WRITE_ACP,
            "s3:PutObjectVersionAcl", AclPermission.WRITE_ACP);

    public AccessControlList {
        grants = List.copyOf(grants);
        if (grants.size() > GRANTS_MAX) {
            throw new IllegalArgumentException(grants.size() + " grants, at most " + GRANTS_MAX);
        }
    }

    /** True if only its owner is named. */
    public boolean ownerOnly() {
        return grants.stream().allMatch(grant -> grant.grantee() instanceof Grantee.Owner);
    }

    /** True if it grants anything to everybody, or to everybody who signs. */
    public boolean open() {
        return grants.stream().anyMatch(grant -> open(grant.grantee()));
    }

    /** The same without what it grants to everybody: what is left while public lists are ignored. */
    public AccessControlList withoutOpen() {
        return open()
                ? new AccessControlList(
                        grants.stream().filter(grant -> !open(grant.grantee())).toList())
                : this;
    }

    /**
     * The grant by which this list, being a bucket's, permits an action; null if it does not.
     *
     * @param action an IAM action, for example {@code s3:ListBucket}
     */
    public @Nullable AclGrant grantOnBucket(String action, AclSubject subject) {
        return grant(ON_BUCKET.get(action), subject);
    }

    /** The grant by which this list, being an object's, permits an action; null if it does not. */
    public @Nullable AclGrant grantOnObject(String action, AclSubject subject) {
        return grant(ON_OBJECT.get(action), subject);
    }

    private @Nullable AclGrant grant(@Nullable AclPermission wanted, AclSubject subject) {
        if (wanted == null) {
            return null;
        }
        for (AclGrant grant : grants) {
            if (grant.permission().covers(wanted) && names(grant.grantee(), subject)) {
                return grant;
            }
        }
        return null;
    }

    private static boolean names(Grantee grantee, AclSubject subject) {
        return switch (grantee) {
            case Grantee.Owner owner -> subject.owner();
            case Grantee.CanonicalUser user -> user.canonicalId().equals(subject.canonicalId());
            case Grantee.Group group ->
                switch (group) {
                    case ALL_USERS -> true;
                    case AUTHENTICATED_USERS -> subject.canonicalId() != null;
                    case LOG_DELIVERY -> false;
                };
        };
    }

    private static boolean open(Grantee grantee) {
        return grantee instanceof Grantee.Group group && group.open();
    }
}
