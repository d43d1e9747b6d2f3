package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/** Direct buffers of one block each, kept for use again up to a bound. */
final class BufferPool {
    private final ArrayBlockingQueue<ByteBuffer> kept;

    BufferPool(int keptMax) {
        kept = new ArrayBlockingQueue<>(keptMax);
    }

    /**
     * An empty buffer of {@link Blocks#FRAME_BYTES}.
     *
     * @throws StorageException.Unavailable if there is no memory for another: come again later
     */
    ByteBuffer take() {
        ByteBuffer buffer = kept.poll();
        if (buffer != null) {
            return buffer.clear();
        }
        try {
            return ByteBuffer.allocateDirect(Blocks.FRAME_BYTES);
        } catch (OutOfMemoryError full) {
            // Only the bound on direct memory is reached, not the heap: the request waits its turn, the rest go on.
            throw new StorageException.Unavailable("no direct memory for another block buffer", full);
        }
    }

    /** Gives a buffer back, which the caller must use no more; true if it is kept. */
    boolean give(ByteBuffer buffer) {
        return kept.offer(buffer);
    }
}
