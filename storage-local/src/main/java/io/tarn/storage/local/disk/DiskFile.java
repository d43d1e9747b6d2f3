package io.tarn.storage.local.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file, read and written by position in bytes. For any number of threads, none of which is ever interrupted. */
public interface DiskFile extends AutoCloseable {
    /**
     * Reads until {@code target} is full or the file ends.
     *
     * @return bytes read, 0 at or past the end
     */
    int read(ByteBuffer target, long position) throws IOException;

    /** Writes all remaining bytes of {@code source}; the file grows as needed. */
    void write(ByteBuffer source, long position) throws IOException;

    /** Makes everything written before safe: the bytes, and the size as far as reading them needs it. */
    void force() throws IOException;

    /** Length in bytes. */
    long size() throws IOException;

    /** Gives the file this length in bytes; what is new reads as zeros and takes no space yet. */
    void resize(long size) throws IOException;

    /** Gives the space of a range back where the file system can; the range then reads as zeros or as before. */
    void punch(long position, long length) throws IOException;

    /** Asks for a range to be written to the device soon, without waiting: a hint that makes nothing safe. */
    void writeBack(long position, long length);

    @Override
    void close() throws IOException;
}
