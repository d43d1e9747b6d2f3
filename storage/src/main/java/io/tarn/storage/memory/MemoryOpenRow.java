package io.tarn.storage.memory;

import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A row whose body, if it has one, this reader holds. */
final class MemoryOpenRow implements OpenRow {
    private final Row row;
    private final @Nullable MemoryBody body;
    private boolean closed;

    /** Takes over a hold on the body. */
    MemoryOpenRow(Row row, @Nullable MemoryBody body) {
        this.row = row;
        this.body = body;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public int read(long offset, ByteBuffer target) {
        if (closed) {
            throw new IllegalStateException("the row was closed");
        }
        return body == null ? -1 : body.read(offset, target);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (body != null) {
                body.release();
            }
        }
    }
}
