package io.tarn.storage;

import org.jspecify.annotations.Nullable;

/**
 * Walks the rows of one table in key order. Sees every row that existed during the whole walk; of rows changed
 * meanwhile, either form. For one thread at a time.
 */
public interface Scan extends AutoCloseable {
    /** The next row, or null at the end. */
    @Nullable
    Row next();

    /** Goes forward so that {@link #next} gives the first row at or after (anchor, suffix); never goes back. */
    void seek(Bytes anchor, Bytes suffix);

    @Override
    void close();
}
