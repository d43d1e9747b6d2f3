package io.tarn.core.sweep;

import io.tarn.core.layout.UploadId;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the parts of an upload from being swept while somebody reads an object made of them. Within one process; across
 * processes a time of grace does it ({@link io.tarn.storage.Capabilities#readGraceMillis}). For any number of threads.
 */
public final class UploadPins {
    private static final int SWEPT = -1;

    private final Map<Upload, Integer> users = new HashMap<>();

    private record Upload(long space, UploadId id) {}

    /**
     * Begins to read. What is read after this call, and was not swept yet, stays until {@link #unpin}.
     *
     * @return false if it is being swept: look again what the key holds
     */
    public boolean pin(long space, UploadId id) {
        synchronized (users) {
            return users.merge(new Upload(space, id), 1, (now, one) -> now == SWEPT ? SWEPT : now + one) != SWEPT;
        }
    }

    /** Ends what a successful {@link #pin} began. */
    public void unpin(long space, UploadId id) {
        synchronized (users) {
            users.computeIfPresent(new Upload(space, id), (key, readers) -> readers == 1 ? null : readers - 1);
        }
    }

    /**
     * Begins to sweep.
     *
     * @return false if somebody reads, or sweeps: come again later
     */
    public boolean claim(long space, UploadId id) {
        synchronized (users) {
            return users.putIfAbsent(new Upload(space, id), SWEPT) == null;
        }
    }

    /** Ends what a successful {@link #claim} began. */
    public void release(long space, UploadId id) {
        synchronized (users) {
            users.remove(new Upload(space, id), SWEPT);
        }
    }
}
