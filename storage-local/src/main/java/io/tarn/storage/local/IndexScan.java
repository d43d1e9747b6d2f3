package io.tarn.storage.local;

import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.Scan;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Walks the rows of a table as they were when the walk began. Reads some rows ahead in one call, few after a seek, more
 * the longer it goes straight on.
 */
final class IndexScan implements Scan {
    private static final int AHEAD_FIRST = 4;
    private static final int AHEAD_MAX = 128;
    private static final long AHEAD_BYTES = 256 * 1024;

    private final long space;
    private final byte table;
    private final @Nullable IndexCursor cursor;
    private final BlockingCalls calls;
    private final Deque<Row> ahead = new ArrayDeque<>();
    private int aheadRows = AHEAD_FIRST;

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
        if (at != null && ahead.isEmpty()) {
            calls.run(() -> read(at));
            aheadRows = Math.min(AHEAD_MAX, aheadRows * 2);
        }
        return ahead.poll();
    }

    private void read(IndexCursor at) {
        long bytes = 0;
        while (ahead.size() < aheadRows && bytes < AHEAD_BYTES && at.valid()) {
            Row row = RowState.decode(at.value()).toRow(IndexKeys.parseRow(at.key()));
            at.next();
            ahead.add(row);
            bytes += row.value().length();
        }
    }

    @Override
    public void seek(Bytes anchor, Bytes suffix) {
        RowKey target = new RowKey(space, table, anchor, suffix);
        while (!ahead.isEmpty() && ahead.peek().key().compareTo(target) < 0) {
            ahead.remove();
        }
        IndexCursor at = cursor;
        if (at != null && ahead.isEmpty()) {
            aheadRows = AHEAD_FIRST;
            byte[] key = IndexKeys.row(target);
            calls.run(() -> {
                if (at.valid() && Arrays.compareUnsigned(at.key(), key) < 0) {
                    at.seek(key);
                }
            });
        }
    }

    @Override
    public void close() {
        ahead.clear();
        if (cursor != null) {
            cursor.close();
        }
    }
}
