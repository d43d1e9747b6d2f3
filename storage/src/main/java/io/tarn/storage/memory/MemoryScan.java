package io.tarn.storage.memory;

import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.Scan;
import java.util.Iterator;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Walks the rows of one table; a seek begins a new walk at the place sought. */
final class MemoryScan implements Scan {
    private final NavigableMap<RowKey, MemoryRow> rows;
    private final long space;
    private final byte table;
    private RowKey from;
    private @Nullable Iterator<MemoryRow> walk;
    private boolean fromIncluded = true;

    MemoryScan(NavigableMap<RowKey, MemoryRow> rows, long space, byte table) {
        this.rows = rows;
        this.space = space;
        this.table = table;
        this.from = new RowKey(space, table, Bytes.EMPTY, Bytes.EMPTY);
    }

    @Override
    public @Nullable Row next() {
        Iterator<MemoryRow> current = walk;
        if (current == null) {
            current = rows.tailMap(from, fromIncluded).values().iterator();
            walk = current;
        }
        Row row = current.hasNext() ? current.next().row() : null;
        if (row == null || row.key().table() != table) {
            return null;
        }
        from = row.key();
        fromIncluded = false;
        return row;
    }

    @Override
    public void seek(Bytes anchor, Bytes suffix) {
        RowKey target = new RowKey(space, table, anchor, suffix);
        if (target.compareTo(from) > 0) {
            from = target;
            fromIncluded = true;
            walk = null;
        }
    }

    @Override
    public void close() {
        walk = null;
    }
}
