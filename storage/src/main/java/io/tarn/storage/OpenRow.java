package io.tarn.storage;

import java.nio.ByteBuffer;

/**
 * A row with its body held readable until closed, whatever happens to the row meanwhile (engines with a grace time
 * instead of pins end short after it, see {@link Capabilities#readGraceMillis}). For one thread at a time.
 */
public interface OpenRow extends AutoCloseable {
    /** The row, as it was when it was opened. */
    Row row();

    /**
     * Reads verified bytes of the body from {@code offset} into {@code target}, as many as remain in it or are left.
     *
     * @return bytes read, at least 1 unless {@code target} is full; -1 at or past the end
     * @throws StorageException.Corrupt if a stored checksum does not match: nothing unverified is ever returned
     */
    int read(long offset, ByteBuffer target);

    /** Releases the body. Idempotent. */
    @Override
    void close();
}
