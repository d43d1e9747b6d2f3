package io.tarn.storage;

/**
 * A finished body that no row owns yet. A commit that names it makes it durable and consumes it; until then it is
 * nobody's, and the engine sweeps it after a crash.
 */
public interface StagedBody extends AutoCloseable {
    /** Length in bytes. */
    long length();

    /** Gives the body up unless a commit consumed it. Idempotent. */
    @Override
    void close();
}
