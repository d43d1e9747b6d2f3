package io.tarn.core.access;

import io.tarn.core.policy.PolicyContext;
import io.tarn.core.setting.BucketSettings;
import org.jspecify.annotations.Nullable;

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
     * @param rules what else decides about it
     * @param through the access point by which the request came, or null if it named the bucket
     */
    record Bucket(
            String name,
            String ownerAccountId,
            BucketRules rules,
            @Nullable AccessPoint through) implements Resource {
        /** A bucket that a request names, or will create. */
        public static Bucket of(String name, String ownerAccountId, BucketSettings settings) {
            return new Bucket(name, ownerAccountId, BucketRules.of(settings), null);
        }

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
     * @param rules finds what decides about it where lists count
     */
    @SuppressWarnings("AvoidCommonTypeNames") // S3's own word for it
    record Object(Bucket bucket, String key, ObjectRules.Source rules) implements Resource {
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
