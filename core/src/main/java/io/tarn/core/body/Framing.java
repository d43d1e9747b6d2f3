package io.tarn.core.body;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.RequestBody;
import io.tarn.core.auth.ChunkChain;
import org.jspecify.annotations.Nullable;

/** How the bytes of a body come, as its head says; takes them out of it. */
public sealed interface Framing {
    /** True if the head gives the length on the wire. */
    boolean lengthGiven();

    /** As they are. */
    record Plain(boolean lengthGiven) implements Framing {
        @Override
        public Payload upload(RequestBody body) {
            if (body.length() == RequestBody.UNKNOWN) {
                throw S3Exception.of(ErrorCode.NOT_IMPLEMENTED).with("Header", "Transfer-Encoding");
            }
            checkLengthGiven(lengthGiven, body);
            checkSize(body.length());
            return new PlainPayload(body, BodyLimits.UPLOAD_BYTES_MAX);
        }

        @Override
        public Payload document(RequestBody body) {
            return new PlainPayload(body, Long.MAX_VALUE);
        }
    }

    /** As they are, to an end that is found when it comes. */
    record FormFile() implements Framing {
        @Override
        public boolean lengthGiven() {
            return false;
        }

        @Override
        public Payload upload(RequestBody body) {
            return new PlainPayload(body, BodyLimits.UPLOAD_BYTES_MAX);
        }

        @Override
        public Payload document(RequestBody body) {
            throw new IllegalStateException("the file of a form is an object");
        }
    }

    /**
     * In chunks of aws-chunked.
     *
     * @param length of what is in them, or {@link Payload#UNKNOWN} if the head does not say it in a usable way
     * @param chain verifies their signatures; null if they have none
     * @param signedTrailer true if signed trailers follow
     */
    record Chunks(
            boolean lengthGiven, long length, @Nullable ChunkChain chain, boolean signedTrailer) implements Framing {
        @Override
        public Payload upload(RequestBody body) {
            checkLengthGiven(lengthGiven, body);
            if (length == Payload.UNKNOWN) {
                throw S3Exception.of(ErrorCode.MISSING_CONTENT_LENGTH);
            }
            checkSize(length);
            return new ChunkedPayload(body, length, chain, signedTrailer);
        }

        @Override
        public Payload document(RequestBody body) {
            throw S3Exception.of(ErrorCode.INVALID_REQUEST, "The value of x-amz-content-sha256 header is invalid.");
        }
    }

    /**
     * The payload of an object or part, at most {@link BodyLimits#UPLOAD_BYTES_MAX} bytes.
     *
     * @throws S3Exception {@code MissingContentLength}, {@code EntityTooLarge} or {@code NotImplemented} if the head
     *     alone says that it cannot be taken
     */
    Payload upload(RequestBody body);

    /**
     * The payload of any other request, a document of bounded size: sent as it is.
     *
     * @throws S3Exception {@code InvalidRequest} if it comes in chunks of aws-chunked
     */
    Payload document(RequestBody body);

    /** Refuses a body of which nothing says how long it is. */
    private static void checkLengthGiven(boolean lengthGiven, RequestBody body) {
        if (body.length() == 0 && !lengthGiven) {
            throw S3Exception.of(ErrorCode.MISSING_CONTENT_LENGTH);
        }
    }

    private static void checkSize(long length) {
        if (length > BodyLimits.UPLOAD_BYTES_MAX) {
            throw BodyErrors.tooLarge(length);
        }
    }
}
