package io.tarn.storage.local;

/** Changes of the index that happen together, in order. For one thread. */
interface IndexBatch extends AutoCloseable {
    /** Sets a key. */
    void put(byte[] key, byte[] value);

    /** Removes a key, if it is there. */
    void delete(byte[] key);

    @Override
    void close();
}
