package io.tarn.core.body;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.core.RequestBody;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.ChunkChain;
import io.tarn.core.auth.PayloadMode;
import org.jspecify.annotations.Nullable;

/** Chooses how to take the framing off a body, from what its head says. */
final class Framing {
    private static final String DECODED_LENGTH = "x-amz-decoded-content-length";

    /** Longest number of bytes in decimal digits that is read at all. */
    private static final int LENGTH_DIGITS_MAX = 18;

    private Framing() {}

    static Payload upload(Authentication authentication, RequestBody body) {
        Headers headers = authentication.headers();
        return switch (authentication.payload()) {
            case PayloadMode.Unsigned unsigned -> plainUpload(headers, body);
            case PayloadMode.Hashed hashed -> plainUpload(headers, body);
            case PayloadMode.UnsignedChunks chunks -> chunked(headers, body, null, false);
            case PayloadMode.SignedChunks chunks -> chunked(headers, body, chain(authentication), chunks.trailer());
        };
    }

    static Payload document(Authentication authentication, RequestBody body) {
        return switch (authentication.payload()) {
            case PayloadMode.Unsigned unsigned -> new PlainPayload(body, Long.MAX_VALUE);
            case PayloadMode.Hashed hashed -> new PlainPayload(body, Long.MAX_VALUE);
            case PayloadMode.UnsignedChunks chunks -> throw notForDocuments();
            case PayloadMode.SignedChunks chunks -> throw notForDocuments();
        };
    }

    private static Payload plainUpload(Headers headers, RequestBody body) {
        if (body.length() == RequestBody.UNKNOWN) {
            throw S3Exception.of(ErrorCode.NOT_IMPLEMENTED).with("Header", "Transfer-Encoding");
        }
        checkLengthGiven(headers, body);
        checkSize(body.length());
        return new PlainPayload(body, BodyLimits.UPLOAD_BYTES_MAX);
    }

    private static Payload chunked(
            Headers headers, RequestBody body, @Nullable ChunkChain chain, boolean signedTrailer) {
        checkLengthGiven(headers, body);
        long length = decodedLength(headers.first(DECODED_LENGTH));
        checkSize(length);
        return new ChunkedPayload(body, length, chain, signedTrailer);
    }

    private static ChunkChain chain(Authentication authentication) {
        if (authentication instanceof Authentication.Signed signed && signed.chunks() != null) {
            return signed.chunks();
        }
        throw new IllegalStateException("signed chunks without a signature to begin with");
    }

    private static long decodedLength(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > LENGTH_DIGITS_MAX) {
            throw S3Exception.of(ErrorCode.MISSING_CONTENT_LENGTH);
        }
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw S3Exception.of(ErrorCode.MISSING_CONTENT_LENGTH);
            }
            length = (10 * length) + digit;
        }
        return length;
    }

    private static void checkLengthGiven(Headers headers, RequestBody body) {
        if (body.length() == 0 && !headers.has("content-length")) {
            throw S3Exception.of(ErrorCode.MISSING_CONTENT_LENGTH);
        }
    }

    private static void checkSize(long length) {
        if (length > BodyLimits.UPLOAD_BYTES_MAX) {
            throw BodyErrors.tooLarge(length);
        }
    }

    private static S3Exception notForDocuments() {
        return S3Exception.of(ErrorCode.INVALID_REQUEST, "The value of x-amz-content-sha256 header is invalid.");
    }
}
