package io.tarn.core.multipart;

import io.tarn.core.body.MultipartChecksum;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.object.Description;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What CreateMultipartUpload asks for.
 *
 * @param bucket where
 * @param key of the object that will come of it, 1 to {@link io.tarn.core.layout.ObjectRows#KEY_BYTES_MAX} bytes
 * @param description of the object
 * @param checksum what was asked for, or null
 * @param initiator account that begins it
 * @param requestId id of the request
 */
public record NewUpload(
        BucketRecord bucket,
        Bytes key,
        Description description,
        @Nullable MultipartChecksum checksum,
        String initiator,
        String requestId) {}
