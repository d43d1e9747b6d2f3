package io.tarn.core.access;

import io.tarn.core.policy.PolicyContext;

/** What an action is done to. */
public sealed interface Resource {
    /** The name that policies match. */
    String arn();

    /** The service itself, for actions such as {@code s3:ListAllMyBuckets}. */
    record Service() implements Resource {
        @Override
        public String arn() {
            return "arn:aws:s3:::*";
        }
    }

    /**
     * A bucket; one that is about to be created belongs to its creator.
     *
     * @param name the bucket's name
     * @param ownerAccountId the account that owns it
     */
    record Bucket(String name, String ownerAccountId) implements Resource {
        @Override
        public String arn() {
            return "arn:aws:s3:::" + name;
        }
    }

    /**
     * An object, existing or not.
     *
     * @param bucket where it lies
     * @param key the key, decoded once from the request and never normalised
     */
    @SuppressWarnings("AvoidCommonTypeNames") // S3's own word for it
    record Object(Bucket bucket, String key) implements Resource {
        @Override
        public String arn() {
            return bucket.arn() + "/" + key;
        }
    }

    /**
     * A user, group, role, policy or other thing of an account's IAM, existing or not.
     *
     * @param arn its ARN with its path, or that of the account's root user
     * @param accountId the account that it belongs to
     * @param keys the condition keys that only IAM knows: tags of the thing and of the request, the policy that is
     *     attached, the boundary
     */
    record Iam(String arn, String accountId, PolicyContext keys) implements Resource {}
}
