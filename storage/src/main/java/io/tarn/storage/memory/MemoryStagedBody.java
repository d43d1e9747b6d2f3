package io.tarn.storage.memory;

import io.tarn.storage.StagedBody;
import java.util.concurrent.atomic.AtomicBoolean;

/** A body between its writer and its row. */
final class MemoryStagedBody implements StagedBody {
    private final MemoryStore store;
    private final MemoryBody body;
    private final AtomicBoolean gone = new AtomicBoolean();

    MemoryStagedBody(MemoryStore store, MemoryBody body) {
        this.store = store;
        this.body = body;
    }

    MemoryBody body() {
        return body;
    }

    boolean belongsTo(MemoryStore other) {
        return store == other;
    }

    /** Hands the body to its row; false if it was handed over or given up before. */
    boolean consume() {
        return gone.compareAndSet(false, true);
    }

    /** Takes back what {@link #consume} did, when the batch does not happen. */
    void restore() {
        gone.set(false);
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public void close() {
        if (consume()) {
            body.release();
        }
    }
}
