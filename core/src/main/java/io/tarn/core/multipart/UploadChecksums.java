package io.tarn.core.multipart;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which checksums the parts of an upload may carry, and what is said of those that do not fit. */
public final class UploadChecksums {
    private UploadChecksums() {}

    /**
     * Refuses a part whose checksum is not the upload's. An upload that asked for no algorithm takes any.
     *
     * @param sent the algorithm of the checksum that came with the part, or null if none came
     * @throws S3Exception {@code InvalidRequest}
     */
    public static void checkPart(OpenUpload upload, @Nullable ChecksumAlgorithm sent) {
        ChecksumAlgorithm asked = upload.record().checksumAlgorithm();
        boolean mayBeMissing = upload.record().checksumType() != ChecksumType.COMPOSITE;
        if (asked != null && asked != sent && !(sent == null && mayBeMissing)) {
            throw mismatch(asked, sent);
        }
    }

    static S3Exception mismatch(@Nullable ChecksumAlgorithm expected, @Nullable ChecksumAlgorithm actual) {
        return invalid("Checksum Type mismatch occurred, expected checksum Type: " + small(expected)
                + ", actual checksum Type: " + small(actual));
    }

    /** The name in small letters, as S3 writes it in messages; {@code null} for none. */
    static String small(@Nullable ChecksumAlgorithm algorithm) {
        return algorithm == null ? "null" : algorithm.wireName().toLowerCase(Locale.ROOT);
    }

    static S3Exception invalid(String message) {
        return S3Exception.of(ErrorCode.INVALID_REQUEST, message);
    }
}
