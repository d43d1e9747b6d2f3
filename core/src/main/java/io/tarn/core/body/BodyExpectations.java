package io.tarn.core.body;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.PayloadMode;
import io.tarn.core.checksum.Base64Text;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.storage.Bytes;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request says that its body will turn out to be.
 *
 * @param sha256 the digest that the signature covers, 32 bytes, or null
 * @param contentMd5 the MD5, 16 bytes, or null
 * @param checksum the checksum given in a header, or null
 * @param trailer the algorithm of a checksum that is to follow the body, or null; never together with {@code checksum}
 */
public record BodyExpectations(
        @Nullable Bytes sha256,
        @Nullable Bytes contentMd5,
        @Nullable ChecksumValue checksum,
        @Nullable ChecksumAlgorithm trailer) {
    private static final String CONTENT_MD5 = "content-md5";
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
    private static final String TRAILER = "x-amz-trailer";
    private static final int MD5_LENGTH = 16;

    /**
     * Reads the head.
     *
     * @throws S3Exception {@code InvalidDigest} or {@code InvalidRequest} if it cannot be so, {@code
     *     MalformedTrailerError} if it announces a trailer where none can come
     */
    public static BodyExpectations of(Authentication authentication) {
        Headers headers = authentication.headers();
        ChecksumValue checksum = checksum(headers);
        ChecksumAlgorithm trailer = trailer(headers.first(TRAILER), authentication.payload());
        if (checksum != null && trailer != null) {
            throw BodyErrors.severalChecksums();
        }
        checkSdkAlgorithm(headers.first(SDK_ALGORITHM), checksum == null ? trailer : checksum.algorithm());
        return new BodyExpectations(
                sha256(authentication.payload()), contentMd5(headers.first(CONTENT_MD5)), checksum, trailer);
    }

    /**
     * Reads the head of a request whose checksum headers do not speak of its body.
     *
     * @throws S3Exception {@code InvalidDigest}
     */
    public static BodyExpectations withoutChecksum(Authentication authentication) {
        Bytes contentMd5 = contentMd5(authentication.headers().first(CONTENT_MD5));
        return new BodyExpectations(sha256(authentication.payload()), contentMd5, null, null);
    }

    private static @Nullable Bytes sha256(PayloadMode mode) {
        return mode instanceof PayloadMode.Hashed hashed ? hashed.sha256() : null;
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

    private static @Nullable Bytes contentMd5(@Nullable String text) {
        if (text == null) {
            return null;
        }
        byte[] md5 = Base64Text.decode(text, MD5_LENGTH);
        if (md5 == null) {
            throw S3Exception.of(ErrorCode.INVALID_DIGEST).with("Content-MD5", text);
        }
        return Bytes.wrap(md5);
    }

    private static @Nullable ChecksumValue checksum(Headers headers) {
        ChecksumValue found = null;
        for (Headers.Field field : headers) {
            if (isChecksumValue(field.name())) {
                if (found != null) {
                    throw BodyErrors.severalChecksums();
                }
                found = checksum(field);
            }
        }
        return found;
    }

    private static boolean isChecksumValue(String name) {
        return name.startsWith(ChecksumAlgorithm.HEADER_PREFIX)
                && !name.equals("x-amz-checksum-type")
                && !name.equals("x-amz-checksum-mode")
                && !name.equals("x-amz-checksum-algorithm");
    }

    private static ChecksumValue checksum(Headers.Field field) {
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(field.name());
        if (algorithm == null) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "The algorithm type you specified in x-amz-checksum- header is invalid.");
        }
        ChecksumValue value = ChecksumValue.parse(algorithm, field.value());
        if (value == null) {
            throw BodyErrors.invalidHeader(field.name());
        }
        return value;
    }

    private static @Nullable ChecksumAlgorithm trailer(@Nullable String text, PayloadMode mode) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(text.toLowerCase(Locale.ROOT));
        if (algorithm == null) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST, "The value specified in the x-amz-trailer header is not supported");
        }
        boolean canCome = switch (mode) {
            case PayloadMode.Unsigned unsigned -> false;
            case PayloadMode.Hashed hashed -> false;
            case PayloadMode.UnsignedChunks chunks -> true;
            case PayloadMode.SignedChunks chunks -> chunks.trailer();
        };
        if (!canCome) {
            throw BodyErrors.malformedTrailer();
        }
        return algorithm;
    }

    private static void checkSdkAlgorithm(@Nullable String text, @Nullable ChecksumAlgorithm given) {
        if (text == null || text.isEmpty()) {
            return;
        }
        ChecksumAlgorithm named = MultipartChecksum.algorithm(text);
        if (given == null) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer"
                            + " headers were found.");
        }
        if (named != given) {
            throw BodyErrors.invalidHeader(SDK_ALGORITHM);
        }
    }
}
