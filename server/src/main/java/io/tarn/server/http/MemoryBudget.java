package io.tarn.server.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that all bodies and responses hold together. Nobody waits for it: beyond the bound each connection keeps one
 * buffer each way, so that everything still moves and the sum stays bounded.
 */
final class MemoryBudget {
    private final long bytesMax;
    private final AtomicLong held = new AtomicLong();

    MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Counts bytes in, or with a negative number out. */
    void add(long bytes) {
        held.addAndGet(bytes);
    }

    /** Bytes held now. */
    long held() {
        return held.get();
    }

    /** True if a holder of {@code mine} bytes may take more, of which it may hold {@code mineMax}. */
    boolean allows(long mine, long mineMax) {
        return mine == 0 || (mine < mineMax && held.get() < bytesMax);
    }
}
