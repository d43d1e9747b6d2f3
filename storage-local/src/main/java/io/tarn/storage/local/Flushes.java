package io.tarn.storage.local;

import java.util.concurrent.locks.ReentrantLock;

/** Keeps count of how much of the log the index has not made safe, and makes it safe in time. */
final class Flushes {
    private final Index index;
    private final long unappliedBytesMax;
    private final Runnable wanted;
    private final ReentrantLock flushing = new ReentrantLock();
    private volatile long appliedSequence;
    private volatile long flushedSequence;
    private volatile long appliedBytes;
    private volatile long flushedBytes;

    /**
     * Counts from {@code flushedSequence}, which the index holds safely.
     *
     * @param wanted called when a flush would be good, by the committer
     */
    Flushes(Index index, long unappliedBytesMax, long flushedSequence, Runnable wanted) {
        this.index = index;
        this.unappliedBytesMax = unappliedBytesMax;
        this.wanted = wanted;
        this.appliedSequence = flushedSequence;
        this.flushedSequence = flushedSequence;
    }

    /** Notes that the index has records up to {@code sequence}; flushes if too much has piled up. Committer only. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void applied(long sequence, long bytes) {
        appliedSequence = sequence;
        appliedBytes += bytes;
        long unflushed = unflushedBytes();
        if (unflushed > unappliedBytesMax) {
            flush();
        } else if (unflushed > unappliedBytesMax / 2) {
            wanted.run();
        }
    }

    /** Makes everything applied so far safe. */
    void flush() {
        flushing.lock();
        try {
            long sequence = appliedSequence;
            long bytes = appliedBytes;
            if (sequence > flushedSequence) {
                index.flush();
                flushedSequence = sequence;
                flushedBytes = bytes;
            }
        } finally {
            flushing.unlock();
        }
    }

    /** Records up to here are in the index for good. */
    long flushedSequence() {
        return flushedSequence;
    }

    /** Bytes of log that only the log holds. */
    long unflushedBytes() {
        return appliedBytes - flushedBytes;
    }
}
