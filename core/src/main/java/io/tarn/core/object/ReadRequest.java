package io.tarn.core.object;

import io.tarn.core.condition.ReadConditions;
import io.tarn.core.layout.BucketRecord;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What to read.
 *
 * @param bucket where
 * @param key which key
 * @param versionId which version, as sent, or null for the current one
 * @param conditions asked before anything is read
 * @param range the {@code Range} field as sent, or null
 * @param ifRange the {@code If-Range} field as sent, or null: the range counts only if this is the object's ETag
 * @param partNumber which part, or null
 */
public record ReadRequest(
        BucketRecord bucket,
        Bytes key,
        @Nullable String versionId,
        ReadConditions conditions,
        @Nullable String range,
        @Nullable String ifRange,
        @Nullable Integer partNumber) {

    /** The whole current object, without conditions. */
    public static ReadRequest of(BucketRecord bucket, Bytes key) {
        return new ReadRequest(bucket, key, null, ReadConditions.NONE, null, null, null);
    }
}
