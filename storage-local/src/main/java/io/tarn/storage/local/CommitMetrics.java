package io.tarn.storage.local;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the committer does. */
final class CommitMetrics {
    private final LongAdder syncs = new LongAdder();
    private final LongAdder syncNanos = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void synced(int tasks, long written, long nanos) {
        syncs.increment();
        syncNanos.add(nanos);
        commits.add(tasks);
        bytes.add(written);
    }

    long syncs() {
        return syncs.sum();
    }

    long syncNanos() {
        return syncNanos.sum();
    }

    long commits() {
        return commits.sum();
    }

    long bytes() {
        return bytes.sum();
    }
}
