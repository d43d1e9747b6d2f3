package io.tarn.core.multipart;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.BucketRecord;
import io.tarn.storage.Bytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CompleteMultipartUpload asks for.
 *
 * @param bucket where
 * @param key of the object
 * @param uploadId as sent
 * @param parts as sent; null: there was no body
 * @param condition on the object that is there
 * @param checksums the object's checksums that the client computed, in base64
 * @param checksumType {@code x-amz-checksum-type} as sent, or null
 * @param objectSize {@code x-amz-mp-object-size}, or null
 * @param requestId id of the request
 */
public record CompleteRequest(
        BucketRecord bucket,
        Bytes key,
        String uploadId,
        @Nullable List<CompletedPart> parts,
        WriteCondition condition,
        Map<ChecksumAlgorithm, String> checksums,
        @Nullable String checksumType,
        @Nullable Long objectSize,
        String requestId) {
    public CompleteRequest {
        parts = parts == null ? null : List.copyOf(parts);
        checksums = Map.copyOf(checksums);
    }
}
