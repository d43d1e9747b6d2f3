package io.tarn.core.bucket;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import org.jspecify.annotations.Nullable;

/**
 * Where a new bucket goes.
 *
 * @param region its region
 * @param constraint as it was sent, or null if none was
 */
record Placement(String region, @Nullable String constraint) {
    /**
     * Applies the rules of {@code LocationConstraint} at the endpoint of a region: none at {@code us-east-1}, or the name
     * of another region; elsewhere exactly that region.
     *
     * @param sent the constraint; null and empty both mean that none was sent
     * @throws S3Exception {@code InvalidLocationConstraint}, {@code IllegalLocationConstraintException}
     */
    static Placement of(Regions regions, @Nullable String sent) {
        boolean atHome = regions.own().equals(Regions.US_EAST_1);
        if (sent == null || sent.isEmpty()) {
            if (atHome) {
                return new Placement(Regions.US_EAST_1, null);
            }
            throw incompatible("unspecified");
        }
        String region = Regions.meantBy(sent);
        if (sent.equals(Regions.US_EAST_1) ? atHome : !regions.known(region)) {
            throw S3Exception.of(ErrorCode.INVALID_LOCATION_CONSTRAINT).with("LocationConstraint", sent);
        }
        if (!atHome && !region.equals(regions.own())) {
            throw incompatible(sent);
        }
        return new Placement(region, sent);
    }

    private static S3Exception incompatible(String constraint) {
        return S3Exception.of(
                ErrorCode.ILLEGAL_LOCATION_CONSTRAINT_EXCEPTION,
                "The " + constraint
                        + " location constraint is incompatible for the region specific endpoint this request was sent to.");
    }
}
