package io.tarn.storage.local;

/** A place in a walk over the index, which stays as it was when the walk began. For one thread at a time. */
interface IndexCursor extends AutoCloseable {
    /** True if it stands at an entry. */
    boolean valid();

    byte[] key();

    byte[] value();

    /** Goes to the next entry; only when valid. */
    void next();

    /** Goes to the first entry at or after {@code key} in the range. */
    void seek(byte[] key);

    @Override
    void close();
}
