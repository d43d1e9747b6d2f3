package io.tarn.storage.local.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files and directories as a disk gives them: what is written is safe only after {@link DiskFile#force}, a new, renamed
 * or deleted name only after {@link #syncDirectory}. Every method may block and throws {@link IOException} if the
 * device refuses. For any number of threads, none of which is ever interrupted.
 */
public interface Disk {
    /** Makes a file and opens it for reading and writing; an error if the name exists. */
    DiskFile create(Path file) throws IOException;

    /** Opens a file for reading and writing; an error if there is none. */
    DiskFile open(Path file) throws IOException;

    /** True if a file or directory of this name exists. */
    boolean exists(Path path) throws IOException;

    /** Makes a directory; no effect if it exists. Its parent must exist. */
    void createDirectory(Path directory) throws IOException;

    /** The names in a directory, sorted. */
    List<String> list(Path directory) throws IOException;

    /** Gives a file another name in one step, replacing what had it. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file's name; those who have it open keep it. An error if there is none. */
    void delete(Path file) throws IOException;

    /** Makes the names in a directory safe. */
    void syncDirectory(Path directory) throws IOException;

    /**
     * Locks a file, which is made if it does not exist, against every other process and every other caller in this one.
     *
     * @throws IOException if somebody else holds it
     */
    DiskLock lock(Path file) throws IOException;

    /** Bytes that can still be written on the device that holds {@code path}. */
    long usableBytes(Path path) throws IOException;

    /** Size in bytes of the device that holds {@code path}. */
    long totalBytes(Path path) throws IOException;

    /** A lock that is held until closed. */
    interface DiskLock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }
}
