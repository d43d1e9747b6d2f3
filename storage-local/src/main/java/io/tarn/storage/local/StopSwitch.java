package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops writing for good: after a failed sync nobody knows what the disk holds, and asking again would lie. */
final class StopSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(StopSwitch.class);

    private volatile @Nullable String reason;

    /** Stops; the first reason stays. */
    void stop(String why, Throwable cause) {
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why + ": " + cause;
        }
        LOG.error("Writing stops until a restart, reads go on: {}", why, cause);
    }

    /** Ends writing because the store is closed. */
    void close() {
        synchronized (this) {
            if (reason == null) {
                reason = "the store is closed";
            }
        }
    }

    boolean stopped() {
        return reason != null;
    }

    /** Throws unless writes are taken. */
    void check() {
        String why = reason;
        if (why != null) {
            throw unavailable(why);
        }
    }

    StorageException refusal() {
        String why = reason;
        return unavailable(why == null ? "the store does not write" : why);
    }

    private static StorageException unavailable(String why) {
        return new StorageException.Unavailable("no writes until a restart: " + why);
    }

    Store.Health health() {
        String why = reason;
        return new Store.Health(why == null, why == null ? "" : why);
    }
}
