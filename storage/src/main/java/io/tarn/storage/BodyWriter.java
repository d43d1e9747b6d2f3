package io.tarn.storage;

import java.nio.ByteBuffer;

/** Takes the bytes of a body that is to be staged. For one thread at a time. */
public interface BodyWriter extends AutoCloseable {
    /**
     * Appends all remaining bytes of {@code source}; they may be read after the call returns only by their owner.
     *
     * @throws StorageException.OutOfSpace if the reserve is reached
     */
    void write(ByteBuffer source);

    /** Ends the body. The writer can be used no more. */
    StagedBody finish();

    /** Gives up what was written unless {@link #finish} was called. Idempotent. */
    @Override
    void close();
}
