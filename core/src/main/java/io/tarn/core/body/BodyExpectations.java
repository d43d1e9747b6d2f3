package io.tarn.core.body;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.auth.Authentication;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.storage.Bytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request says that its body will turn out to be.
 *
 * @param sha256 the digest that the signature covers, 32 bytes, or null
 * @param contentMd5 the MD5, 16 bytes, or null
 * @param checksum the checksum given in a header, or null
 * @param trailer the algorithm of a checksum that is to follow the body, or null; never together with {@code checksum}
 * @param framing how its bytes come
 */
public record BodyExpectations(
        @Nullable Bytes sha256,
        @Nullable Bytes contentMd5,
        @Nullable ChecksumValue checksum,
        @Nullable ChecksumAlgorithm trailer,
        Framing framing) {
    /**
     * Reads the head.
     *
     * @throws S3Exception {@code InvalidDigest} or {@code InvalidRequest} if it cannot be so, {@code
     *     MalformedTrailerError} if it announces a trailer where none can come
     */
    public static BodyExpectations of(Authentication authentication) {
        return new BodyHeaders(authentication).expectations();
    }

    /**
     * Reads the head of a request whose checksum headers do not speak of its body.
     *
     * @throws S3Exception {@code InvalidDigest}
     */
    public static BodyExpectations withoutChecksum(Authentication authentication) {
        return new BodyHeaders(authentication).expectationsWithoutChecksum();
    }

    /** The algorithm that the client chose, or null. */
    public @Nullable ChecksumAlgorithm algorithm() {
        return checksum == null ? trailer : checksum.algorithm();
    }

    /**
     * The checksum that came in front of the body or behind it, or null.
     *
     * @param payload of this request, come to its end
     * @throws S3Exception {@code MalformedTrailerError} if there are other trailers than announced, {@code
     *     InvalidRequest} if the value is none of its algorithm
     */
    public @Nullable ChecksumValue sent(Payload payload) {
        Map<String, String> trailers = payload.trailers();
        if (trailer == null) {
            if (!trailers.isEmpty()) {
                throw BodyErrors.malformedTrailer();
            }
            return checksum;
        }
        String text = trailers.get(trailer.headerName());
        if (text == null || trailers.size() > 1) {
            throw BodyErrors.malformedTrailer();
        }
        ChecksumValue value = ChecksumValue.parse(trailer, text);
        if (value == null) {
            throw BodyErrors.invalidTrailer(trailer.headerName());
        }
        return value;
    }

    /**
     * Refuses a request that names neither MD5 nor checksum, for the operations that require one.
     *
     * @throws S3Exception {@code InvalidRequest}
     */
    public void requireDigest() {
        if (contentMd5 == null && algorithm() == null) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }
}
