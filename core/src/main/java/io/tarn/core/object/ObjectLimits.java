package io.tarn.core.object;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.StorageClass;
import io.tarn.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bounds of an object, with the errors for what is beyond them. */
public final class ObjectLimits {
    /** Longest key, in bytes. */
    public static final int KEY_BYTES_MAX = ObjectRows.KEY_BYTES_MAX;

    /** Most user metadata, in bytes of UTF-8 of names (without {@code x-amz-meta-}) and values. */
    public static final int METADATA_BYTES_MAX = 2_048;

    /** Most bytes of an object put in one piece or copied in one request, and of a part: 5 GiB. */
    public static final long PIECE_BYTES_MAX = 5L << 30;

    private ObjectLimits() {}

    /**
     * Refuses a key that is too long.
     *
     * @throws S3Exception {@code KeyTooLongError}
     */
    public static void checkKey(Bytes key) {
        if (key.length() > KEY_BYTES_MAX) {
            throw tooMuch(ErrorCode.KEY_TOO_LONG_ERROR, key.length(), KEY_BYTES_MAX);
        }
    }

    /**
     * Refuses user metadata that is too much.
     *
     * @throws S3Exception {@code MetadataTooLarge}
     */
    public static void checkMetadata(Map<String, String> metadata) {
        long size = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            size += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > METADATA_BYTES_MAX) {
            throw tooMuch(ErrorCode.METADATA_TOO_LARGE, size, METADATA_BYTES_MAX);
        }
    }

    /**
     * The storage class that a request names.
     *
     * @param name as sent, or null: {@code STANDARD}
     * @throws S3Exception {@code InvalidStorageClass} if S3 knows none of that name, {@code NotImplemented} if it does and
     *     this store does not
     */
    public static StorageClass storageClass(@Nullable String name) {
        if (name == null) {
            return StorageClass.STANDARD;
        }
        StorageClass storageClass = StorageClass.parse(name)
                .orElseThrow(
                        () -> S3Exception.of(ErrorCode.INVALID_STORAGE_CLASS).with("StorageClassRequested", name));
        if (storageClass != StorageClass.STANDARD) {
            throw S3Exception.of(ErrorCode.NOT_IMPLEMENTED).with("Header", "x-amz-storage-class");
        }
        return storageClass;
    }

    private static S3Exception tooMuch(ErrorCode code, long size, long max) {
        return S3Exception.of(code).with("Size", Long.toString(size)).with("MaxSizeAllowed", Long.toString(max));
    }
}
