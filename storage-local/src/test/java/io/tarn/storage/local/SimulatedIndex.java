package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An index in memory that loses what was not flushed, as RocksDB without its log does. */
final class SimulatedIndex implements Index {
    private static final int UNASKED_FLUSH_BATCHES = 23;

    /** What survives. */
    static final class Stored {
        private NavigableMap<byte[], byte[]> rows = empty();
    }

    private final Stored stored;
    private final SimulatedDisk disk;
    private final NavigableMap<byte[], byte[]> rows;
    private int batches;

    SimulatedIndex(Stored stored, SimulatedDisk disk) {
        this.stored = stored;
        this.disk = disk;
        this.rows = empty();
        this.rows.putAll(stored.rows);
    }

    private static NavigableMap<byte[], byte[]> empty() {
        return new TreeMap<>(Arrays::compareUnsigned);
    }

    @Override
    public synchronized byte @Nullable [] get(byte[] key) {
        return rows.get(key);
    }

    @Override
    public IndexBatch batch() {
        return new Batch();
    }

    @Override
    public synchronized void apply(IndexBatch batch) {
        ((Batch) batch).changes.forEach(change -> change.accept(rows));
        if (++batches % UNASKED_FLUSH_BATCHES == 0 && !disk.crashed()) {
            store();
        }
    }

    private void store() {
        NavigableMap<byte[], byte[]> copy = empty();
        copy.putAll(rows);
        stored.rows = copy;
    }

    @Override
    public synchronized IndexCursor cursor(byte[] from, byte[] to) {
        List<Map.Entry<byte[], byte[]>> range = new ArrayList<>();
        rows.subMap(from, to).forEach((key, value) -> range.add(Map.entry(key, value)));
        return new Cursor(range);
    }

    @Override
    public synchronized void flush() {
        try {
            disk.step("flush the index");
        } catch (IOException e) {
            throw new StorageException.Unavailable("the index failed", e);
        }
        store();
    }

    @Override
    public void close() {}

    private static final class Batch implements IndexBatch {
        private final List<java.util.function.Consumer<NavigableMap<byte[], byte[]>>> changes = new ArrayList<>();

        @Override
        public void put(byte[] key, byte[] value) {
            changes.add(rows -> rows.put(key, value));
        }

        @Override
        public void delete(byte[] key) {
            changes.add(rows -> rows.remove(key));
        }

        @Override
        public void close() {}
    }

    private static final class Cursor implements IndexCursor {
        private final List<Map.Entry<byte[], byte[]>> range;
        private int at;

        Cursor(List<Map.Entry<byte[], byte[]>> range) {
            this.range = range;
        }

        @Override
        public boolean valid() {
            return at < range.size();
        }

        @Override
        public byte[] key() {
            return range.get(at).getKey();
        }

        @Override
        public byte[] value() {
            return range.get(at).getValue();
        }

        @Override
        public void next() {
            at++;
        }

        @Override
        public void seek(byte[] key) {
            at = 0;
            while (at < range.size() && Arrays.compareUnsigned(range.get(at).getKey(), key) < 0) {
                at++;
            }
        }

        @Override
        public void close() {}
    }
}
