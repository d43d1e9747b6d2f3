package io.tarn.storage.memory;

import io.tarn.storage.StorageException;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes that the store may hold, and those that it holds. */
final class MemoryBudget {
    private final long bytesMax;
    private final AtomicLong bytesUsed = new AtomicLong();

    MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Takes bytes, or throws {@link StorageException.OutOfSpace} and takes none. */
    void take(long bytes) {
        if (bytesUsed.addAndGet(bytes) > bytesMax) {
            bytesUsed.addAndGet(-bytes);
            throw new StorageException.OutOfSpace("the memory store holds " + bytesUsed + " bytes, at most " + bytesMax
                    + ": delete rows or open it with a higher limit");
        }
    }

    /** Takes bytes if they are more than none (which may be refused) or gives back as many as they are less. */
    void change(long bytes) {
        if (bytes > 0) {
            take(bytes);
        } else {
            bytesUsed.addAndGet(bytes);
        }
    }

    boolean exhausted() {
        return bytesUsed.get() >= bytesMax;
    }

    long bytesUsed() {
        return bytesUsed.get();
    }
}
