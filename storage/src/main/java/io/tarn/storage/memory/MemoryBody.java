package io.tarn.storage.memory;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bytes of a body in chunks of {@link #CHUNK_BYTES} but for the last. They are given back when the last holder, the
 * row or a reader, lets go.
 */
final class MemoryBody {
    static final int CHUNK_BYTES = 64 * 1024;

    private final MemoryBudget budget;
    private final long length;
    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile List<byte[]> chunks;

    /** A body with one holder, whose bytes were taken from the budget before. */
    MemoryBody(MemoryBudget budget, List<byte[]> chunks, long length) {
        this.budget = budget;
        this.chunks = List.copyOf(chunks);
        this.length = length;
    }

    long length() {
        return length;
    }

    /** Adds a holder; false if the last one let go before. */
    boolean hold() {
        int before = holders.get();
        while (before > 0 && !holders.compareAndSet(before, before + 1)) {
            before = holders.get();
        }
        return before > 0;
    }

    /** Takes a holder away. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            chunks = List.of();
            budget.change(-length);
        }
    }

    /** As {@link io.tarn.storage.OpenRow#read}; only for holders. */
    int read(long offset, ByteBuffer target) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset);
        }
        if (offset >= length) {
            return -1;
        }
        long position = offset;
        while (target.hasRemaining() && position < length) {
            byte[] chunk = chunks.get((int) (position / CHUNK_BYTES));
            int start = (int) (position % CHUNK_BYTES);
            int count = Math.min(chunk.length - start, target.remaining());
            target.put(chunk, start, count);
            position += count;
        }
        return (int) (position - offset);
    }
}
