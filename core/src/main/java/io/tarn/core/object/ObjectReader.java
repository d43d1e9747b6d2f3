package io.tarn.core.object;

import io.tarn.core.layout.ObjectRecord;
import java.nio.ByteBuffer;

/**
 * The bytes of one object, held readable until closed whatever happens to its key meanwhile; whether they lie in one body
 * or in parts does not show. For one thread at a time.
 */
public interface ObjectReader extends AutoCloseable {
    /** The object, as it was when it was opened. */
    ObjectRecord object();

    /** Its bytes. */
    default long length() {
        return object().size();
    }

    /**
     * Reads verified bytes from {@code offset} into {@code target}: as many as remain in it, or fewer at the end of a part.
     *
     * @return bytes read, at least 1 unless {@code target} is full; -1 at or past the end
     * @throws io.tarn.storage.StorageException.Corrupt if stored bytes are not what was written
     */
    int read(long offset, ByteBuffer target);

    /** Releases the bytes. Idempotent. */
    @Override
    void close();
}
