package io.tarn.core.object;

import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.BucketRecord;
import io.tarn.storage.Bytes;

/**
 * An object to put.
 *
 * @param bucket where
 * @param key which key, 1 to 1,024 bytes
 * @param condition asked of the object that is there
 * @param description what the client says about it
 * @param requestId id of the request
 */
public record PutRequest(
        BucketRecord bucket, Bytes key, WriteCondition condition, Description description, String requestId) {}
