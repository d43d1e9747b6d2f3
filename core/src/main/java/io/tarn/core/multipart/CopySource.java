package io.tarn.core.multipart;

import java.nio.ByteBuffer;

/** The bytes of an object that a part is copied from, held readable by whoever gives it. */
@FunctionalInterface
public interface CopySource {
    /**
     * Reads verified bytes.
     *
     * @return bytes read, at least 1 unless {@code target} is full; -1 at or past the end
     */
    int read(long offset, ByteBuffer target);
}
