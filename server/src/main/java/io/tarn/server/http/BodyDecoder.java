package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import io.tarn.core.RequestBody;
import org.jspecify.annotations.Nullable;

/** Finds the body of a request in the bytes of a connection. For one thread. */
sealed interface BodyDecoder permits FixedBody, ChunkedBody {
    /** The decoder for a frame that has a body. */
    static BodyDecoder of(RequestFrame frame, EdgeLimits limits) {
        return frame.bodyLength() == RequestBody.UNKNOWN
                ? new ChunkedBody(limits.chunkLineBytesMax(), limits.trailerBytesMax())
                : new FixedBody(frame.bodyLength());
    }

    /**
     * Takes what belongs to the body from the buffer, which may be changed before its reader index.
     *
     * @return the body bytes among it, to be released by the caller; null if there were none
     */
    @Nullable
    ByteBuf take(ByteBuf in) throws Refusal;

    /** True when the whole body was taken. */
    boolean ended();
}
