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
import org.jspecify.annotations.Nullable;

/**
 * Makes typed values of the headers that speak of a request's body: its digests, its trailer and its length. Nothing else
 * reads them.
 */
final class BodyHeaders {
    private static final String CONTENT_MD5 = "content-md5";
    private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";
    private static final String TRAILER = "x-amz-trailer";
    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";
    private static final int MD5_LENGTH = 16;

    /** Longest number of bytes in decimal digits that is read at all. */
    private static final int LENGTH_DIGITS_MAX = 18;

    private final Authentication authentication;
    private final Headers headers;

    BodyHeaders(Authentication authentication) {
        this.authentication = authentication;
        this.headers = authentication.headers();
    }

    BodyExpectations expectations() {
        ChecksumValue checksum = checksum();
        ChecksumAlgorithm trailer = trailer();
        if (checksum != null && trailer != null) {
            throw BodyErrors.severalChecksums();
        }
        checkSdkAlgorithm(checksum == null ? trailer : checksum.algorithm());
        return new BodyExpectations(sha256(), contentMd5(), checksum, trailer, framing());
    }

    BodyExpectations expectationsWithoutChecksum() {
        return new BodyExpectations(sha256(), contentMd5(), null, null, framing());
    }

    private @Nullable Bytes sha256() {
        return authentication.payload() instanceof PayloadMode.Hashed hashed ? hashed.sha256() : null;
    }

    private @Nullable Bytes contentMd5() {
        String text = headers.first(CONTENT_MD5);
        if (text == null) {
            return null;
        }
        byte[] md5 = Base64Text.decode(text, MD5_LENGTH);
        if (md5 == null) {
            throw S3Exception.of(ErrorCode.INVALID_DIGEST).with("Content-MD5", text);
        }
        return Bytes.wrap(md5);
    }

    private @Nullable ChecksumValue checksum() {
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

    private @Nullable ChecksumAlgorithm trailer() {
        String text = headers.first(TRAILER);
        if (text == null || text.isEmpty()) {
            return null;
        }
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(text.toLowerCase(Locale.ROOT));
        if (algorithm == null) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST, "The value specified in the x-amz-trailer header is not supported");
        }
        boolean canCome = switch (authentication.payload()) {
            case PayloadMode.Unsigned unsigned -> false;
            case PayloadMode.Hashed hashed -> false;
            case PayloadMode.UnsignedChunks chunks -> true;
            case PayloadMode.SignedChunks chunks -> chunks.trailer();
            case PayloadMode.FormFile file -> false;
        };
        if (!canCome) {
            throw BodyErrors.malformedTrailer();
        }
        return algorithm;
    }

    private void checkSdkAlgorithm(@Nullable ChecksumAlgorithm given) {
        String text = headers.first(SDK_ALGORITHM);
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

    private Framing framing() {
        return switch (authentication.payload()) {
            case PayloadMode.Unsigned unsigned -> new Framing.Plain(lengthGiven());
            case PayloadMode.Hashed hashed -> new Framing.Plain(lengthGiven());
            case PayloadMode.FormFile file -> new Framing.FormFile();
            case PayloadMode.UnsignedChunks chunks -> new Framing.Chunks(lengthGiven(), decodedLength(), null, false);
            case PayloadMode.SignedChunks chunks -> {
                if (authentication instanceof Authentication.Signed signed && signed.chunks() != null) {
                    yield new Framing.Chunks(lengthGiven(), decodedLength(), signed.chunks(), chunks.trailer());
                }
                throw new IllegalStateException("signed chunks without a signature to begin with");
            }
        };
    }

    private boolean lengthGiven() {
        return headers.has("content-length");
    }

    private long decodedLength() {
        String text = headers.first(DECODED_LENGTH);
        if (text == null || text.isEmpty() || text.length() > LENGTH_DIGITS_MAX) {
            return Payload.UNKNOWN;
        }
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Payload.UNKNOWN;
            }
            length = (10 * length) + digit;
        }
        return length;
    }
}
