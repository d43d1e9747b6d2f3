package io.tarn.storage.local;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many bytes of each segment are still needed. Changed by the committer only, read by anybody. */
final class LiveBytes {
    /**
     * What one segment holds.
     *
     * @param rows bytes of rows and inline bodies that are current
     * @param deletes bytes of deletes
     * @param deleteRevisionMax the highest revision of those
     */
    record Live(long rows, long deletes, long deleteRevisionMax) {
        static final Live NONE = new Live(0, 0, 0);
    }

    private final ConcurrentMap<Long, Live> segments = new ConcurrentHashMap<>();
    private final Set<Long> changed = new HashSet<>();

    void load(Index index) {
        byte[] prefix = IndexKeys.letter('L');
        try (IndexCursor cursor = index.cursor(prefix, IndexKeys.after(prefix))) {
            for (; cursor.valid(); cursor.next()) {
                ByteBuffer value = ByteBuffer.wrap(cursor.value());
                segments.put(
                        ByteBuffer.wrap(cursor.key()).getLong(1),
                        new Live(value.getLong(), value.getLong(), value.getLong()));
            }
        }
    }

    void addRow(long epoch, long bytes) {
        segments.merge(
                epoch,
                new Live(bytes, 0, 0),
                (live, more) -> new Live(live.rows + more.rows, live.deletes, live.deleteRevisionMax));
        changed.add(epoch);
    }

    void addDelete(long epoch, long bytes, long revision) {
        segments.merge(
                epoch,
                new Live(0, bytes, revision),
                (live, more) -> new Live(
                        live.rows,
                        live.deletes + more.deletes,
                        Math.max(live.deleteRevisionMax, more.deleteRevisionMax)));
        changed.add(epoch);
    }

    /** Forgets a segment that was freed. */
    void forget(long epoch) {
        segments.remove(epoch);
        changed.add(epoch);
    }

    /** The segments of which something is known. */
    Set<Long> epochs() {
        return Set.copyOf(segments.keySet());
    }

    Live of(long epoch) {
        return segments.getOrDefault(epoch, Live.NONE);
    }

    void writeTo(IndexBatch batch) {
        for (long epoch : changed) {
            Live live = segments.get(epoch);
            if (live == null) {
                batch.delete(IndexKeys.live(epoch));
            } else {
                batch.put(
                        IndexKeys.live(epoch),
                        ByteBuffer.allocate(24)
                                .putLong(live.rows)
                                .putLong(live.deletes)
                                .putLong(live.deleteRevisionMax)
                                .array());
            }
        }
        changed.clear();
    }
}
