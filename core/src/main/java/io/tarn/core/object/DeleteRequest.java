package io.tarn.core.object;

import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.BucketRecord;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An object to delete.
 *
 * @param bucket where
 * @param key which key
 * @param versionId which version, as sent, or null
 * @param condition asked of the object that is there
 * @param requestId id of the request
 */
public record DeleteRequest(
        BucketRecord bucket, Bytes key, @Nullable String versionId, WriteCondition condition, String requestId) {}
