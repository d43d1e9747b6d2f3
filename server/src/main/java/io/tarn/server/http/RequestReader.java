package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests of the bytes of a connection: head after head, the body of each between them. It holds what was read and
 * belongs to nothing yet. For one connection and its event loop.
 */
final class RequestReader {
    private final EdgeLimits limits;
    private final HeadParser parser;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private @Nullable BodyDecoder decoder;
    private boolean headBegun;

    RequestReader(EdgeLimits limits) {
        this.limits = limits;
        this.parser = new HeadParser(limits);
    }

    /** Takes over bytes that were read. */
    void hold(ByteBuf bytes) {
        if (!held.isReadable()) {
            held.release();
            held = bytes;
            return;
        }
        if (held.writableBytes() < bytes.readableBytes()) {
            ByteBuf old = held;
            held = bytes.alloc().buffer(Math.max(1_024, 2 * (old.readableBytes() + bytes.readableBytes())));
            held.writeBytes(old);
            old.release();
        }
        held.writeBytes(bytes);
        bytes.release();
    }

    /** True if bytes are held. */
    boolean holds() {
        return held.isReadable();
    }

    /** Memory that a piece of what is held keeps from being used again, in bytes. */
    int cost() {
        return held.capacity();
    }

    /** Frees the buffer if nothing is left in it. */
    void releaseIfEmpty() {
        if (!held.isReadable()) {
            drop();
        }
    }

    /** Drops what is held. */
    void drop() {
        held.release();
        held = Unpooled.EMPTY_BUFFER;
    }

    /** The next request, once its head is complete; null if more must come. Its body, if it has one, comes next. */
    @Nullable
    RequestFrame head() throws Refusal {
        RequestFrame frame = parser.parse(held);
        if (frame == null) {
            headBegun |= parser.begun();
            return null;
        }
        headBegun = false;
        decoder = frame.hasBody() ? BodyDecoder.of(frame, limits) : null;
        return frame;
    }

    /** True if the head of a request has begun and is not complete. */
    boolean headBegun() {
        return headBegun;
    }

    /** The next bytes of the body, to be released by the caller; null if what is held has none. */
    @Nullable
    ByteBuf body() throws Refusal {
        BodyDecoder body = decoder;
        if (body == null) {
            return null;
        }
        ByteBuf piece = body.take(held);
        if (body.ended()) {
            decoder = null;
        }
        return piece;
    }

    /** True while bytes of a body are to come. */
    boolean inBody() {
        return decoder != null;
    }

    /** Whatever comes now belongs to no body. */
    void leaveBody() {
        decoder = null;
    }
}
