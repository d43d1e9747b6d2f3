package io.tarn.core.object;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/** Which version ids a bucket that never was versioned takes: {@code null}, the id of the null version. */
public final class VersionIds {
    /** The id of the null version. */
    public static final String NULL = "null";

    private VersionIds() {}

    /**
     * Refuses an id that names no version.
     *
     * @param versionId as sent, or null if none was
     * @throws S3Exception {@code InvalidArgument}
     */
    public static void check(@Nullable String versionId) {
        if (versionId != null && !versionId.equals(NULL)) {
            String message =
                    versionId.isEmpty() ? "Version id cannot be the empty string" : "Invalid version id specified";
            throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, message)
                    .with("ArgumentName", "versionId")
                    .with("ArgumentValue", versionId);
        }
    }

    /** What a read of something that is not there answers. */
    static S3Exception missing(Bytes key, @Nullable String versionId) {
        if (versionId == null) {
            return S3Exception.of(ErrorCode.NO_SUCH_KEY).with("Key", key.toUtf8());
        }
        return S3Exception.of(ErrorCode.NO_SUCH_VERSION)
                .with("Key", key.toUtf8())
                .with("VersionId", versionId);
    }
}
