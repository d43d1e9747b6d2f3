package io.tarn.core.body;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that a multipart upload is begun with.
 *
 * @param algorithm of its parts and of the object
 * @param type of the object's; the algorithm permits it
 */
public record MultipartChecksum(ChecksumAlgorithm algorithm, ChecksumType type) {
    private static final String TYPE_HEADER = "x-amz-checksum-type";

    public MultipartChecksum {
        if (!algorithm.permits(type)) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "The " + type + " checksum type cannot be used with the "
                            + algorithm.wireName().toLowerCase(Locale.ROOT) + " checksum algorithm.");
        }
    }

    /**
     * Reads the two headers of CreateMultipartUpload.
     *
     * @param algorithm value of {@code x-amz-checksum-algorithm}, or null
     * @param type value of {@code x-amz-checksum-type}, or null
     * @return null if no algorithm was named
     * @throws S3Exception {@code InvalidRequest} if one is unknown, they do not go together or the type stands alone
     */
    public static @Nullable MultipartChecksum parse(@Nullable String algorithm, @Nullable String type) {
        ChecksumType wanted = type == null ? null : type(type);
        if (algorithm == null) {
            if (wanted != null) {
                throw S3Exception.of(
                        ErrorCode.INVALID_REQUEST,
                        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
            }
            return null;
        }
        ChecksumAlgorithm named = algorithm(algorithm);
        return new MultipartChecksum(named, wanted == null ? named.defaultMultipartType() : wanted);
    }

    /**
     * The algorithm of this name.
     *
     * @throws S3Exception {@code InvalidRequest} if there is none
     */
    public static ChecksumAlgorithm algorithm(String name) {
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofName(name);
        if (algorithm == null) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                            + Arrays.stream(ChecksumAlgorithm.values())
                                    .map(ChecksumAlgorithm::wireName)
                                    .collect(Collectors.joining(", ", "[", "]")));
        }
        return algorithm;
    }

    /**
     * The type of this name.
     *
     * @throws S3Exception {@code InvalidRequest} if there is none
     */
    public static ChecksumType type(String name) {
        ChecksumType type = ChecksumType.ofName(name);
        if (type == null) {
            throw BodyErrors.invalidHeader(TYPE_HEADER);
        }
        return type;
    }
}
