package io.tarn.storage.local;

import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks the rows of a table as they were when the walk began. */
final class IndexScan implements Scan {
    private final long space;
    private final byte table;
    private final @Nullable IndexCursor cursor;

    /** Walks nothing if there is no cursor. */
    IndexScan(long space, byte table, @Nullable IndexCursor cursor) {
        this.space = space;
        this.table = table;
        this.cursor = cursor;
    }

    @Override
    public @Nullable Row next() {
        if (cursor == null || !cursor.valid()) {
            return null;
        }
        Row row = RowState.decode(cursor.value()).toRow(IndexKeys.parseRow(cursor.key()));
        cursor.next();
        return row;
    }

    @Override
    public void seek(Bytes anchor, Bytes suffix) {
        if (cursor == null || !cursor.valid()) {
            return;
        }
        byte[] target = IndexKeys.row(space, table, anchor, suffix);
        if (Arrays.compareUnsigned(cursor.key(), target) < 0) {
            cursor.seek(target);
        }
    }

    @Override
    public void close() {
        if (cursor != null) {
            cursor.close();
        }
    }
}
