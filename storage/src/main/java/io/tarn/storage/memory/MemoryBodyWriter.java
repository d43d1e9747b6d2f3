package io.tarn.storage.memory;

import io.tarn.storage.BodyWriter;
import io.tarn.storage.StagedBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers a body into chunks. The last chunk grows by doubling, so that a small body costs little. */
final class MemoryBodyWriter implements BodyWriter {
    private static final int FIRST_CHUNK_BYTES = 4 * 1024;

    private final MemoryStore store;
    private final MemoryBudget budget;
    private final List<byte[]> chunks = new ArrayList<>();
    private byte[] last;
    private int lastUsed;
    private long length;
    private boolean ended;

    MemoryBodyWriter(MemoryStore store, MemoryBudget budget, long expectedLength) {
        this.store = store;
        this.budget = budget;
        long hint = expectedLength < 0 ? FIRST_CHUNK_BYTES : expectedLength;
        this.last = new byte[(int) Math.min(hint, MemoryBody.CHUNK_BYTES)];
    }

    @Override
    public void write(ByteBuffer source) {
        if (ended) {
            throw new IllegalStateException("the body was finished or given up");
        }
        store.checkOpen();
        budget.take(source.remaining());
        length += source.remaining();
        while (source.hasRemaining()) {
            makeRoom(source.remaining());
            int count = Math.min(last.length - lastUsed, source.remaining());
            source.get(last, lastUsed, count);
            lastUsed += count;
        }
    }

    private void makeRoom(int wanted) {
        if (lastUsed < last.length) {
            return;
        }
        if (lastUsed == MemoryBody.CHUNK_BYTES) {
            chunks.add(last);
            last = new byte[Math.min(Math.max(wanted, FIRST_CHUNK_BYTES), MemoryBody.CHUNK_BYTES)];
            lastUsed = 0;
            return;
        }
        int grown = Math.max(lastUsed * 2, Math.max(FIRST_CHUNK_BYTES, Math.min(wanted, MemoryBody.CHUNK_BYTES)));
        last = Arrays.copyOf(last, Math.min(grown, MemoryBody.CHUNK_BYTES));
    }

    @Override
    public StagedBody finish() {
        if (ended) {
            throw new IllegalStateException("the body was finished or given up");
        }
        ended = true;
        chunks.add(lastUsed == last.length ? last : Arrays.copyOf(last, lastUsed));
        return new MemoryStagedBody(store, new MemoryBody(budget, chunks, length));
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            budget.change(-length);
        }
    }
}
