package io.tarn.api.s3;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.PercentEncoding;
import org.jspecify.annotations.Nullable;

/**
 * What {@code x-amz-copy-source} names. Parsed here and nowhere else, so that what is authorised is what is copied.
 *
 * @param bucket a valid bucket name
 * @param key 1 to 1,024 bytes of UTF-8
 * @param versionId as sent, or null
 */
public record CopySource(
        String bucket, String key, @Nullable String versionId) {
    private static final String HEADER = "x-amz-copy-source";
    private static final String VERSION = "?versionId=";

    /**
     * Parses {@code [/]bucket/key[?versionId=id]}, of which bucket and key are percent-encoded; decoded once, {@code +}
     * stays.
     *
     * @throws S3Exception {@code InvalidArgument} or {@code KeyTooLongError}
     */
    public static CopySource parse(String header) {
        int mark = header.lastIndexOf(VERSION);
        String versionId = mark < 0 ? null : header.substring(mark + VERSION.length());
        String path = PercentEncoding.decodePath(mark < 0 ? header : header.substring(0, mark));
        if (path == null) {
            throw refused("Invalid copy source encoding", header);
        }
        int start = path.startsWith("/") ? 1 : 0;
        int slash = path.indexOf('/', start);
        if (slash < 0 || slash == path.length() - 1) {
            throw refused("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", header);
        }
        String bucket = path.substring(start, slash);
        if (!BucketName.isValid(bucket)) {
            throw refused("Invalid copy source bucket name", header);
        }
        if (versionId != null && versionId.isEmpty()) {
            throw refused("Version id cannot be the empty string", header);
        }
        return new CopySource(bucket, ObjectKey.check(path.substring(slash + 1)), versionId);
    }

    private static S3Exception refused(String message, String header) {
        return S3Exception.of(ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", HEADER)
                .with("ArgumentValue", header);
    }
}
