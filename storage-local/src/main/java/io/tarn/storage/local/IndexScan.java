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
    private final BlockingCalls calls;

    /** Walks nothing if there is no cursor. */
    IndexScan(long space, byte table, @Nullable IndexCursor cursor, BlockingCalls calls) {
        this.space = space;
        this.table = table;
        this.cursor = cursor;
        this.calls = calls;
    }

    @Override
    public @Nullable Row next() {
        IndexCursor at = cursor;
        return at == null ? null : calls.call(() -> next(at));
    }

    private static @Nullable Row next(IndexCursor at) {
        if (!at.valid()) {
            return null;
        }
        Row row = RowState.decode(at.value()).toRow(IndexKeys.parseRow(at.key()));
        at.next();
        return row;
    }

    @Override
    public void seek(Bytes anchor, Bytes suffix) {
        IndexCursor at = cursor;
        if (at != null) {
            byte[] target = IndexKeys.row(space, table, anchor, suffix);
            calls.run(() -> {
                if (at.valid() && Arrays.compareUnsigned(at.key(), target) < 0) {
                    at.seek(target);
                }
            });
        }
    }

    @Override
    public void close() {
        if (cursor != null) {
            cursor.close();
        }
    }
}
