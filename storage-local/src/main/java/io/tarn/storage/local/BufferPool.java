package io.tarn.storage.local;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/** Direct buffers of one block each, kept for use again up to a bound. */
final class BufferPool {
    private final ArrayBlockingQueue<ByteBuffer> kept;

    BufferPool(int keptMax) {
        kept = new ArrayBlockingQueue<>(keptMax);
    }

    /** An empty buffer of {@link Blocks#FRAME_BYTES}. */
    ByteBuffer take() {
        ByteBuffer buffer = kept.poll();
        return buffer == null ? ByteBuffer.allocateDirect(Blocks.FRAME_BYTES) : buffer.clear();
    }

    /** Gives a buffer back, which the caller must use no more; true if it is kept. */
    boolean give(ByteBuffer buffer) {
        return kept.offer(buffer);
    }
}
