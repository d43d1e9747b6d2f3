package io.tarn.core;

import io.tarn.api.http.ResponseHead;
import java.nio.ByteBuffer;

/**
 * Takes the response of one request. For one thread. The edge ends the response when the request's call returns; a
 * body that is then shorter than its declared length, or an exception after {@link #begin}, closes the connection so
 * that the client sees it.
 */
public interface ResponseSink {
    /** Names the operation for metrics and the access log, for example {@code PutObject}; before {@link #begin}. */
    default void operation(String name) {}

    /** Sends the head; once only. */
    void begin(ResponseHead head);

    /** True after {@link #begin}. */
    boolean begun();

    /** An empty buffer to fill and {@link #write}; at least one byte, at most {@code bytesMax} long. */
    ByteBuffer buffer(int bytesMax);

    /**
     * Sends the bytes between position and limit, waiting while the client is slow. The buffer is the edge's afterwards.
     *
     * @throws ClientGone if the client closed the connection or was too slow
     */
    void write(ByteBuffer data);

    /** The client will not see the rest: stop the work. */
    final class ClientGone extends RuntimeException {
        private static final long serialVersionUID = 1;

        public ClientGone(String message) {
            super(message, null, false, false);
        }
    }
}
