package io.tarn.storage.local;

import io.tarn.storage.Tally;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The sums of counters per space: what the committer works on, and what readers see once it is durable. */
final class Tallies {
    private record Counter(long space, int id) {}

    private final Map<Counter, Long> sums = new HashMap<>();
    private final Set<Counter> changed = new HashSet<>();
    private final ConcurrentMap<Long, Map<Integer, Long>> visible = new ConcurrentHashMap<>();

    void load(Index index) {
        byte[] prefix = IndexKeys.letter('T');
        try (IndexCursor cursor = index.cursor(prefix, IndexKeys.after(prefix))) {
            for (; cursor.valid(); cursor.next()) {
                ByteBuffer key = ByteBuffer.wrap(cursor.key(), 1, 12);
                Counter counter = new Counter(key.getLong(), key.getInt());
                sums.put(counter, ByteBuffer.wrap(cursor.value()).getLong());
                changed.add(counter);
            }
        }
        publish();
    }

    void add(long space, Tally tally) {
        change(space, tally, 1);
    }

    void subtract(long space, Tally tally) {
        change(space, tally, -1);
    }

    private void change(long space, Tally tally, int sign) {
        tally.counts().forEach((id, count) -> {
            Counter counter = new Counter(space, id);
            sums.merge(counter, sign * count, Long::sum);
            changed.add(counter);
        });
    }

    void writeTo(IndexBatch batch) {
        for (Counter counter : changed) {
            long sum = sums.getOrDefault(counter, 0L);
            byte[] key = IndexKeys.tally(counter.space, counter.id);
            if (sum == 0) {
                batch.delete(key);
            } else {
                batch.put(key, ByteBuffer.allocate(8).putLong(sum).array());
            }
        }
    }

    /** Shows readers what changed. */
    void publish() {
        for (Counter counter : changed) {
            long sum = sums.getOrDefault(counter, 0L);
            visible.compute(counter.space, (ignored, before) -> {
                Map<Integer, Long> after = before == null ? new TreeMap<>() : new TreeMap<>(before);
                if (sum == 0) {
                    after.remove(counter.id);
                    sums.remove(counter);
                } else {
                    after.put(counter.id, sum);
                }
                return after.isEmpty() ? null : after;
            });
        }
        changed.clear();
    }

    Map<Integer, Long> of(long space) {
        return Map.copyOf(visible.getOrDefault(space, Map.of()));
    }
}
