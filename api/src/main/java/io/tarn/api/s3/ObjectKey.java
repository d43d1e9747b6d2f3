package io.tarn.api.s3;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.nio.charset.StandardCharsets;

/** The one rule for keys: they are opaque text of 1 to 1,024 bytes of UTF-8. Nothing is normalised. */
public final class ObjectKey {
    /** Most bytes of UTF-8. */
    public static final int BYTES_MAX = 1024;

    private ObjectKey() {}

    /**
     * Refuses a key that is too long.
     *
     * @return the key, unchanged
     * @throws S3Exception {@code KeyTooLongError}
     */
    public static String check(String key) {
        if (key.length() > BYTES_MAX / 3) {
            int bytes = key.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > BYTES_MAX) {
                throw S3Exception.of(ErrorCode.KEY_TOO_LONG_ERROR)
                        .with("Size", Integer.toString(bytes))
                        .with("MaxSizeAllowed", Integer.toString(BYTES_MAX));
            }
        }
        return key;
    }
}
