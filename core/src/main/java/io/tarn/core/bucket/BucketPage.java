package io.tarn.core.bucket;

import io.tarn.core.layout.BucketRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of buckets.
 *
 * @param buckets ascending by name
 * @param continuation token for the next page, or null if this is the last
 */
public record BucketPage(
        List<BucketRecord> buckets, @Nullable String continuation) {
    public BucketPage {
        buckets = List.copyOf(buckets);
    }
}
