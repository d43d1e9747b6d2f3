package io.tarn.core.setting;

import io.tarn.core.acl.AccessControlList;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyDocument;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All settings of one bucket. Immutable; compiled once and shared by all requests until one of them changes.
 *
 * @param policy the bucket's policy, or null without one
 * @param ownershipRule who owns what is put, or null if the rule was deleted
 * @param block what keeps the public out of this bucket, or null if it was deleted; the account has one of its own
 * @param acl the bucket's list as it was put; it counts only as far as {@link #ownership} says
 * @param requesterPays whether requests of other accounts must say that they pay
 * @param tags in the order in which they were put
 * @param abac whether the tags count in conditions
 * @param cors which web pages may ask, or null if none
 */
public record BucketSettings(
        @Nullable PolicyDocument policy,
        @Nullable ObjectOwnership ownershipRule,
        @Nullable PublicAccessBlock block,
        AccessControlList acl,
        boolean requesterPays,
        Map<String, String> tags,
        boolean abac,
        @Nullable CorsRules cors) {
    /** What a new bucket has today. */
    public static final BucketSettings DEFAULT = new BucketSettings(
            null,
            ObjectOwnership.BUCKET_OWNER_ENFORCED,
            PublicAccessBlock.ALL,
            AccessControlList.PRIVATE,
            false,
            Map.of(),
            false,
            null);

    /** What a new bucket had before April 2023: lists count, nothing is blocked. */
    public static final BucketSettings LEGACY = DEFAULT.withOwnershipRule(null).withBlock(null);

    public BucketSettings {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** Who owns what is put: where no rule is set, whoever puts it. */
    public ObjectOwnership ownership() {
        return ownershipRule == null ? ObjectOwnership.OBJECT_WRITER : ownershipRule;
    }

    /** What this bucket itself blocks; nothing, if that was deleted. */
    public PublicAccessBlock publicAccessBlock() {
        return block == null ? PublicAccessBlock.NONE : block;
    }

    /** The policy with the name that explanations call it by, or null without one. */
    public @Nullable NamedPolicy namedPolicy(String bucket) {
        return policy == null ? null : new NamedPolicy("arn:aws:s3:::" + bucket, policy);
    }

    /** The same with another policy. */
    public BucketSettings withPolicy(@Nullable PolicyDocument other) {
        return new BucketSettings(other, ownershipRule, block, acl, requesterPays, tags, abac, cors);
    }

    /** The same with another rule of ownership. */
    public BucketSettings withOwnershipRule(@Nullable ObjectOwnership other) {
        return new BucketSettings(policy, other, block, acl, requesterPays, tags, abac, cors);
    }

    /** The same with another block. */
    public BucketSettings withBlock(@Nullable PublicAccessBlock other) {
        return new BucketSettings(policy, ownershipRule, other, acl, requesterPays, tags, abac, cors);
    }

    /** The same with another list. */
    public BucketSettings withAcl(AccessControlList other) {
        return new BucketSettings(policy, ownershipRule, block, other, requesterPays, tags, abac, cors);
    }

    /** The same with another payer. */
    public BucketSettings withRequesterPays(boolean other) {
        return new BucketSettings(policy, ownershipRule, block, acl, other, tags, abac, cors);
    }

    /** The same with other tags. */
    public BucketSettings withTags(Map<String, String> other) {
        return new BucketSettings(policy, ownershipRule, block, acl, requesterPays, other, abac, cors);
    }

    /** The same with tags that count, or do not. */
    public BucketSettings withAbac(boolean other) {
        return new BucketSettings(policy, ownershipRule, block, acl, requesterPays, tags, other, cors);
    }

    /** The same with other rules for web pages. */
    public BucketSettings withCors(@Nullable CorsRules other) {
        return new BucketSettings(policy, ownershipRule, block, acl, requesterPays, tags, abac, other);
    }
}
