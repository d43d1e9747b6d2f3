package io.tarn.core.operation;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.access.Caller;
import io.tarn.core.acl.AccessControlList;
import io.tarn.core.acl.AclGrant;
import io.tarn.core.acl.AclPermission;
import io.tarn.core.acl.CannedAcl;
import io.tarn.core.acl.Grantee;
import io.tarn.core.acl.ObjectAccess;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.gate.Call;
import io.tarn.core.operation.AclForms.AclHeaders;
import io.tarn.core.operation.AclForms.Subject;
import io.tarn.core.setting.ObjectOwnership;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whose an object becomes, and with which list, when it is written. */
final class ObjectAcls {
    private final Buckets buckets;
    private final AclForms forms;
    private final Owners owners;

    ObjectAcls(Buckets buckets, AclForms forms, Owners owners) {
        this.buckets = buckets;
        this.forms = forms;
        this.owners = owners;
    }

    /**
     * The access of an object that the request writes into its bucket.
     *
     * @throws S3Exception {@code AccessControlListNotSupported} if lists do not count and more is asked than the bucket
     *     owner's full control, {@code AccessDenied} if a public list is blocked, and what is wrong with the headers
     */
    ObjectAccess ofWrite(Call call, AclHeaders headers) {
        String bucketOwner = call.bucket().owner();
        String writer = writer(call);
        ObjectOwnership ownership = call.settings().ownership();
        String canonicalOwner = canonical(bucketOwner);
        AccessControlList asked = forms.ofHeaders(headers, new Subject(canonical(writer), canonicalOwner));
        boolean own = writer.equals(bucketOwner);
        return switch (ownership) {
            case BUCKET_OWNER_ENFORCED -> {
                if (asked != null && !harmless(asked, headers, own, canonicalOwner)) {
                    throw S3Exception.of(ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
                }
                yield ObjectAccess.OF_BUCKET;
            }
            case BUCKET_OWNER_PREFERRED ->
                !own && handsOver(headers) ? ObjectAccess.OF_BUCKET : written(call, own ? null : writer, asked);
            case OBJECT_WRITER -> written(call, own ? null : writer, asked);
        };
    }

    /** What gives the bucket's owner full control and nobody else anything changes nothing. */
    private static boolean harmless(AccessControlList asked, AclHeaders headers, boolean own, String canonicalOwner) {
        if (own) {
            return asked.equals(AccessControlList.PRIVATE);
        }
        AccessControlList toOwner = new AccessControlList(
                List.of(new AclGrant(new Grantee.CanonicalUser(canonicalOwner), AclPermission.FULL_CONTROL)));
        return handsOver(headers) || asked.equals(toOwner);
    }

    private static boolean handsOver(AclHeaders headers) {
        String canned = headers.canned();
        return canned != null && CannedAcl.of(canned) == CannedAcl.BUCKET_OWNER_FULL_CONTROL;
    }

    private ObjectAccess written(Call call, @Nullable String owner, @Nullable AccessControlList asked) {
        AccessControlList list = asked == null ? AccessControlList.PRIVATE : asked;
        refuseBlocked(call, list);
        return new ObjectAccess(owner, list);
    }

    /** Refuses a public list while those are blocked. */
    void refuseBlocked(Call call, AccessControlList list) {
        if (list.open() && buckets.effectiveBlock(call.opened()).blockPublicAcls()) {
            throw S3Exception.of(ErrorCode.ACCESS_DENIED);
        }
    }

    private static String writer(Call call) {
        return switch (call.authentication().caller()) {
            case Caller.Identity identity -> identity.account().id();
            case Caller.Anonymous anonymous -> ObjectAccess.ANONYMOUS;
        };
    }

    private String canonical(String accountId) {
        return Objects.requireNonNull(owners.of(accountId).id());
    }
}
