package io.tarn.core.form;

import io.tarn.core.RequestBody;
import java.nio.ByteBuffer;

/** The bytes of a form's body, one by one or by the buffer, and how many were taken. For one thread. */
final class FormInput {
    private final RequestBody body;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long arrived;

    FormInput(RequestBody body) {
        this.body = body;
    }

    /** The whole body's length in bytes, or {@link RequestBody#UNKNOWN}. */
    long length() {
        return body.length();
    }

    /** Bytes taken so far. */
    long taken() {
        return arrived - buffer.remaining();
    }

    /** True if there is more; waits for it. What {@link #buffer} gave before is of no more use then. */
    boolean fill() {
        while (!buffer.hasRemaining()) {
            ByteBuffer more = body.next();
            if (more == null) {
                return false;
            }
            buffer = more;
            arrived += more.remaining();
        }
        return true;
    }

    /** What has arrived and was not taken: whoever moves its position takes it. */
    ByteBuffer buffer() {
        return buffer;
    }

    /**
     * The next byte.
     *
     * @throws io.tarn.api.error.S3Exception {@code MalformedPOSTRequest} at the end
     */
    byte next() {
        if (!fill()) {
            throw FormErrors.malformed();
        }
        return buffer.get();
    }

    /** Takes what follows, at most so many bytes. */
    void skip(long bytesMax) {
        long left = bytesMax;
        while (left > 0 && fill()) {
            int step = (int) Math.min(left, buffer.remaining());
            buffer.position(buffer.position() + step);
            left -= step;
        }
    }
}
