package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import java.util.concurrent.atomic.AtomicLong;

/** The memory that bodies take while they are received, and its bound. For any number of threads. */
final class StagingBudget {
    private final long bytesMax;
    private final AtomicLong taken = new AtomicLong();

    StagingBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /**
     * Takes bytes.
     *
     * @throws StorageException.Busy if they are not left; then none are taken
     */
    void take(long bytes) {
        if (!tryTake(bytes)) {
            throw new StorageException.Busy("bodies being received take " + taken.get() + " bytes, at most " + bytesMax
                    + ": send fewer at once, or give them more (Options.stagedBytesMax)");
        }
    }

    /** Takes bytes if they are left. */
    boolean tryTake(long bytes) {
        if (taken.addAndGet(bytes) > bytesMax) {
            taken.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** Gives bytes back. */
    void give(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
