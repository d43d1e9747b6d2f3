package io.tarn.core.listing;

import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import org.jspecify.annotations.Nullable;

/** Two tables walked as one in the order of anchors; of one anchor, the rows of the first table come first. */
final class MergedScan implements Scan {
    private final Side first;
    private final Side second;

    /** Takes over both scans. */
    MergedScan(Scan first, Scan second) {
        this.first = new Side(first);
        this.second = new Side(second);
    }

    /** One table and the row of it that was read ahead. */
    private static final class Side {
        private final Scan scan;
        private @Nullable Row ahead;
        private boolean read;

        Side(Scan scan) {
            this.scan = scan;
        }

        @Nullable
        Row peek() {
            if (!read) {
                ahead = scan.next();
                read = true;
            }
            return ahead;
        }

        @Nullable
        Row take() {
            Row row = peek();
            read = false;
            return row;
        }

        void seek(Bytes anchor, Bytes suffix) {
            Row waiting = read ? ahead : null;
            boolean stays = waiting != null && compare(waiting, anchor, suffix) >= 0;
            if (!stays) {
                scan.seek(anchor, suffix);
                read = false;
            }
        }

        private static int compare(Row row, Bytes anchor, Bytes suffix) {
            int anchors = row.key().anchor().compareTo(anchor);
            return anchors != 0 ? anchors : row.key().suffix().compareTo(suffix);
        }
    }

    @Override
    public @Nullable Row next() {
        Row one = first.peek();
        Row other = second.peek();
        if (one == null) {
            return second.take();
        }
        boolean firstIsNext =
                other == null || one.key().anchor().compareTo(other.key().anchor()) <= 0;
        return firstIsNext ? first.take() : second.take();
    }

    @Override
    public void seek(Bytes anchor, Bytes suffix) {
        first.seek(anchor, suffix);
        second.seek(anchor, suffix);
    }

    @Override
    public void close() {
        try {
            first.scan.close();
        } finally {
            second.scan.close();
        }
    }
}
