package io.tarn.core.bucket;

import java.util.Set;

/** The regions that S3 knows, and the one that this store says it is in. */
final class Regions {
    /** The region whose buckets have no location constraint. */
    static final String US_EAST_1 = "us-east-1";

    private static final String EU_WEST_1 = "eu-west-1";

    /** An older name of {@code eu-west-1} as a location constraint. */
    private static final String EU = "EU";

    private static final Set<String> KNOWN = Set.of(
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "cn-north-1",
            "cn-northwest-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            EU_WEST_1,
            "eu-west-2",
            "eu-west-3",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
            "sa-east-1",
            US_EAST_1,
            "us-east-2",
            "us-gov-east-1",
            "us-gov-west-1",
            "us-west-1",
            "us-west-2");

    private final String own;

    Regions(String own) {
        this.own = own;
    }

    String own() {
        return own;
    }

    /** True if a bucket of this store can be in the region. */
    boolean known(String region) {
        return region.equals(own) || KNOWN.contains(region);
    }

    /** The region that a location constraint means. */
    static String meantBy(String constraint) {
        return constraint.equals(EU) ? EU_WEST_1 : constraint;
    }
}
