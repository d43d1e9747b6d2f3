package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Lets many use something native until one closes it, who waits for those inside. */
final class UseGate {
    private static final long CLOSED = Long.MIN_VALUE / 2;
    private static final long LOOK_NANOS = 100_000;

    private final AtomicLong users = new AtomicLong();

    /** Begins a use; {@link #exit} must follow. Throws once closed. */
    void enter() {
        if (users.incrementAndGet() < 0) {
            users.decrementAndGet();
            throw new StorageException.Unavailable("the store is closed");
        }
    }

    void exit() {
        users.decrementAndGet();
    }

    /** Keeps new users out and returns when nobody is inside; false if it was closed before. */
    boolean close() {
        while (true) {
            long now = users.get();
            if (now < 0) {
                return false;
            }
            if (users.compareAndSet(now, now + CLOSED)) {
                break;
            }
        }
        while (users.get() != CLOSED) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
