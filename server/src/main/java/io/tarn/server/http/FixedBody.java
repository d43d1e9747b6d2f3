package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A body whose length was declared. */
final class FixedBody implements BodyDecoder {
    private long remaining;

    FixedBody(long length) {
        this.remaining = length;
    }

    @Override
    public @Nullable ByteBuf take(ByteBuf in) {
        int bytes = (int) Math.min(remaining, in.readableBytes());
        remaining -= bytes;
        return bytes == 0 ? null : in.readRetainedSlice(bytes);
    }

    @Override
    public boolean ended() {
        return remaining == 0;
    }
}
