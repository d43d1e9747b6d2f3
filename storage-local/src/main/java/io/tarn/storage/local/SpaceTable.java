package io.tarn.storage.local;

import io.tarn.storage.Bytes;
import io.tarn.storage.Fence;
import io.tarn.storage.Store;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Which spaces there are: what the committer works on, and what readers see once it is durable. */
final class SpaceTable {
    /**
     * A space.
     *
     * @param revision sequence number of its last change
     * @param epoch of the segment with the record that holds that change
     * @param sequence of that record
     */
    record Entry(SpaceState state, long revision, long epoch, long sequence) {}

    private static final Entry SYSTEM = new Entry(SpaceState.OPEN, 0, 0, 0);

    private final Map<Long, Entry> entries = new HashMap<>();
    private final Set<Long> changed = new HashSet<>();
    private final ConcurrentMap<Long, Entry> visible = new ConcurrentHashMap<>();
    private volatile long highest;

    void load(Index index) {
        entries.put(Store.SYSTEM_SPACE, SYSTEM);
        byte[] prefix = IndexKeys.letter('S');
        try (IndexCursor cursor = index.cursor(prefix, IndexKeys.after(prefix))) {
            for (; cursor.valid(); cursor.next()) {
                ByteBuffer value = ByteBuffer.wrap(cursor.value());
                SpaceState.Kind kind = SpaceState.Kind.of(value.get());
                long revision = value.getLong();
                long epoch = value.getLong();
                long sequence = value.getLong();
                Bytes owner = Encoding.bytes(value, Byte.toUnsignedInt(value.get()));
                entries.put(
                        ByteBuffer.wrap(cursor.key()).getLong(1),
                        new Entry(new SpaceState(kind, owner), revision, epoch, sequence));
            }
        }
        byte[] last = index.get(IndexKeys.SPACES);
        highest = last == null ? Store.SYSTEM_SPACE : ByteBuffer.wrap(last).getLong();
        visible.putAll(entries);
    }

    /** The highest id ever given. */
    long highest() {
        return highest;
    }

    /** What the committer knows of a space, or null if it does not exist. */
    @Nullable
    Entry working(long space) {
        return entries.get(space);
    }

    void set(long space, Entry entry) {
        entries.put(space, entry);
        highest = Math.max(highest, space);
        changed.add(space);
    }

    /** Forgets a dropped space whose rows are gone, unless it tells how far ids were given. */
    void forget(long space) {
        if (space != highest) {
            entries.remove(space);
            changed.add(space);
        }
    }

    void writeTo(IndexBatch batch) {
        for (long space : changed) {
            Entry entry = entries.get(space);
            if (entry == null) {
                batch.delete(IndexKeys.spaceState(space));
            } else {
                Bytes owner = entry.state.owner();
                ByteBuffer value = ByteBuffer.allocate(26 + owner.length())
                        .put((byte) entry.state.kind().code)
                        .putLong(entry.revision)
                        .putLong(entry.epoch)
                        .putLong(entry.sequence)
                        .put((byte) owner.length());
                Encoding.putBytes(value, owner);
                batch.put(IndexKeys.spaceState(space), value.array());
            }
        }
        if (!changed.isEmpty()) {
            batch.put(IndexKeys.SPACES, ByteBuffer.allocate(8).putLong(highest).array());
        }
    }

    /** Shows readers what changed. */
    void publish() {
        for (long space : changed) {
            Entry entry = entries.get(space);
            if (entry == null) {
                visible.remove(space);
            } else {
                visible.put(space, entry);
            }
        }
        changed.clear();
    }

    /** What readers know of a space, or null if it does not exist. */
    @Nullable
    Entry visible(long space) {
        return visible.get(space);
    }

    /** True if the rows of a space may be read. */
    boolean readable(long space) {
        Entry entry = visible.get(space);
        return entry != null && entry.state.kind() != SpaceState.Kind.DROPPED;
    }

    List<Fence> fences() {
        return visible.entrySet().stream()
                .filter(entry -> entry.getValue().state.kind() == SpaceState.Kind.FENCED)
                .map(entry -> new Fence(entry.getKey(), entry.getValue().state.owner()))
                .sorted(java.util.Comparator.comparingLong(Fence::space))
                .toList();
    }

    /** The dropped spaces whose rows are not swept yet. */
    List<Long> dropped() {
        return visible.entrySet().stream()
                .filter(entry -> entry.getValue().state.kind() == SpaceState.Kind.DROPPED)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
