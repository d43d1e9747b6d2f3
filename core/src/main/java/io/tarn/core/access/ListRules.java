package io.tarn.core.access;

import io.tarn.core.acl.AccessControlList;
import io.tarn.core.acl.AclSubject;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.PublicAccessBlock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the access control list in question gives a caller.
 *
 * @param acl the list of the bucket or of the object; null where none counts
 * @param onObject whether it is an object's
 * @param action the action asked for
 * @param subject the caller, as lists see it
 */
record ListRules(@Nullable AccessControlList acl, boolean onObject, String action, AclSubject subject) {
    /** No list. */
    static final ListRules NONE = new ListRules(null, false, "", AclSubject.ANONYMOUS);

    /** What is done to an object by the leave of the bucket it lies in, whoever owns the object. */
    private static final Set<String> OF_BUCKET = Set.of(
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts",
            "s3:RestoreObject",
            "s3:BypassGovernanceRetention");

    /** What an object's list can give. */
    private static final Set<String> OF_OBJECT = Set.of(
            "s3:GetObject",
            "s3:GetObjectVersion",
            "s3:GetObjectAcl",
            "s3:GetObjectVersionAcl",
            "s3:PutObjectAcl",
            "s3:PutObjectVersionAcl");

    /** True if the bucket decides, not the object. */
    static boolean decidesBucket(String action) {
        return OF_BUCKET.contains(action);
    }

    /** True if an object's list could give the action. */
    static boolean speakOf(String action) {
        return OF_OBJECT.contains(action);
    }

    /** The bucket's list, where it counts. */
    static ListRules ofBucket(AccessRequest request, Resource.Bucket bucket) {
        BucketSettings settings = bucket.rules().settings();
        return settings.ownership().listsCount()
                ? new ListRules(
                        settings.acl(), false, request.action(), subject(request.caller(), bucket.ownerAccountId()))
                : NONE;
    }

    /** An object's list, in a bucket where lists count. */
    static ListRules ofObject(AccessRequest request, ObjectRules rules) {
        return new ListRules(rules.acl(), true, request.action(), subject(request.caller(), rules.ownerAccountId()));
    }

    private static AclSubject subject(Caller caller, String owner) {
        return switch (caller) {
            case Caller.Anonymous anonymous -> AclSubject.ANONYMOUS;
            case Caller.Identity identity ->
                new AclSubject(
                        identity.account().canonicalId(),
                        identity.account().id().equals(owner));
        };
    }

    /** Whether the list gives the action; what it gives to everybody does not count where the bucket ignores that. */
    boolean grants(Resource.Bucket bucket) {
        if (acl == null || !given(acl)) {
            return false;
        }
        AccessControlList narrow = acl.withoutOpen();
        return given(narrow) || !ignored(bucket);
    }

    private boolean given(AccessControlList list) {
        return (onObject ? list.grantOnObject(action, subject) : list.grantOnBucket(action, subject)) != null;
    }

    private static boolean ignored(Resource.Bucket bucket) {
        PublicAccessBlock block = bucket.rules().publicAccessBlock();
        AccessPoint through = bucket.through();
        return block.ignorePublicAcls() || (through != null && through.block().ignorePublicAcls());
    }
}
