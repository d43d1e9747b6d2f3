package io.tarn.storage.local;

import org.jspecify.annotations.Nullable;

/**
 * An ordered map of byte strings that finds what the log holds. What was applied and not flushed when the process ends
 * is lost from its end: what remains is what it was after one of the batches. Throws
 * {@link io.tarn.storage.StorageException} if it fails. For any number of readers and one writer.
 */
interface Index extends AutoCloseable {
    /** The value of a key, or null. */
    byte @Nullable [] get(byte[] key);

    /** An empty batch. */
    IndexBatch batch();

    /** Makes a batch visible, all or nothing. */
    void apply(IndexBatch batch);

    /** Walks the keys from {@code from} (inclusive) to {@code to} (exclusive) as they are now. */
    IndexCursor cursor(byte[] from, byte[] to);

    /** Returns after everything applied before is safe. */
    void flush();

    @Override
    void close();
}
