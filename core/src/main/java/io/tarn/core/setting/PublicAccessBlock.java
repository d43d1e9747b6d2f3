package io.tarn.core.setting;

/**
 * What keeps a bucket from the public whatever its policy and its lists say.
 *
 * @param blockPublicAcls public lists are refused
 * @param ignorePublicAcls public grants of lists do not count
 * @param blockPublicPolicy public policies are refused
 * @param restrictPublicBuckets a public policy lets in nobody but the owner's account and AWS services
 */
public record PublicAccessBlock(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {
    /** Nothing is blocked. */
    public static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);

    /** Everything is blocked, as for a new bucket. */
    public static final PublicAccessBlock ALL = new PublicAccessBlock(true, true, true, true);

    /** What holds where both hold. */
    public PublicAccessBlock and(PublicAccessBlock other) {
        return new PublicAccessBlock(
                blockPublicAcls || other.blockPublicAcls,
                ignorePublicAcls || other.ignorePublicAcls,
                blockPublicPolicy || other.blockPublicPolicy,
                restrictPublicBuckets || other.restrictPublicBuckets);
    }
}
