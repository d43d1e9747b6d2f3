package io.tarn.core.body;

import io.tarn.core.checksum.RunningChecksum;
import java.util.concurrent.Semaphore;

/**
 * Lets the slowest digest of a large body run on a thread of its own, for few bodies at a time: with as many bodies as
 * cores every core is busy without it. Safe for any number of threads.
 */
public final class DigestThreads {
    /** Shortest body that is worth another thread, in bytes. */
    static final long BODY_BYTES_MIN = 1024L * 1024;

    private final Semaphore free;

    private DigestThreads(int threadsMax) {
        this.free = new Semaphore(threadsMax);
    }

    /** One thread for every two cores, none on a single one. */
    public static DigestThreads ofCores(int cores) {
        return new DigestThreads(cores / 2);
    }

    /** No threads: everything is computed by who receives. */
    public static DigestThreads none() {
        return new DigestThreads(0);
    }

    /**
     * A checksum that is computed beside, if a thread is free and the body is long enough, else the one given.
     *
     * @param length of the body in bytes, or {@link Payload#UNKNOWN}
     */
    RunningChecksum beside(RunningChecksum checksum, long length) {
        return length >= BODY_BYTES_MIN && free.tryAcquire() ? new ChecksumBeside(checksum, free::release) : checksum;
    }
}
