package io.tarn.storage.memory;

import io.tarn.storage.Row;
import org.jspecify.annotations.Nullable;

/** A row and the body that it holds. */
record MemoryRow(Row row, @Nullable MemoryBody body) {
    private static final long OVERHEAD_BYTES = 64L;

    /** What the row costs without its body, in bytes. */
    long cost() {
        return OVERHEAD_BYTES
                + row.value().length()
                + row.key().anchor().length()
                + row.key().suffix().length();
    }
}
