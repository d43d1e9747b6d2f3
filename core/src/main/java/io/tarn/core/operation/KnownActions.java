package io.tarn.core.operation;

import io.tarn.api.s3.ResourceKind;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.policy.BucketPolicyRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The actions that a bucket policy may name: those of the operation table, and those that no operation has alone. */
final class KnownActions {
    private static final Set<String> NO_OPERATIONS_OWN = Set.of(
            "s3:BypassGovernanceRetention",
            "s3:DeleteObjectVersion",
            "s3:DeleteObjectVersionTagging",
            "s3:GetObjectTorrent",
            "s3:GetObjectVersion",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionAttributes",
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionTagging",
            "s3:GetObjectVersionTorrent",
            "s3:InitiateReplication",
            "s3:ObjectOwnerOverrideToBucketOwner",
            "s3:PutObjectVersionAcl",
            "s3:PutObjectVersionTagging",
            "s3:ReplicateDelete",
            "s3:ReplicateObject",
            "s3:ReplicateTags");

    private KnownActions() {}

    static BucketPolicyRules rules() {
        Set<String> onBuckets = new HashSet<>();
        Set<String> onObjects = new HashSet<>(NO_OPERATIONS_OWN);
        for (S3Operation operation : S3Operation.values()) {
            Set<String> own = operation.resource() == ResourceKind.OBJECT ? onObjects : onBuckets;
            for (List<String> actions : List.of(operation.actions(), operation.versionActions())) {
                own.addAll(actions);
            }
            own.addAll(operation.headerActions().values());
            onObjects.addAll(operation.sourceActions());
            onObjects.addAll(operation.sourceVersionActions());
        }
        return new BucketPolicyRules(onBuckets, onObjects);
    }
}
