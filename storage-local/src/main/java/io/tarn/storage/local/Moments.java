package io.tarn.storage.local;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives times that never go back, whatever the clock does.
 *
 * <p>Every record carries one, taken when it is made: so the last record of the log is no earlier than any time that a
 * record before it, or a row in one, was given. For any number of threads.
 */
final class Moments {
    private static final Logger LOG = LoggerFactory.getLogger(Moments.class);
    private static final long WARNED_MILLIS = 60_000;

    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

    void load(Index index) {
        byte[] encoded = index.get(IndexKeys.MOMENT);
        if (encoded != null) {
            notBefore(ByteBuffer.wrap(encoded).getLong());
        }
    }

    void writeTo(IndexBatch batch) {
        batch.put(
                IndexKeys.MOMENT,
                ByteBuffer.allocate(Long.BYTES).putLong(last.get()).array());
    }

    /** Tells the operator if the clock is far behind. */
    void compare(long clockMillis) {
        long latest = last.get();
        if (latest > clockMillis && latest - clockMillis > WARNED_MILLIS) {
            LOG.warn(
                    "The clock says {}, but the newest entry of the store is from {}: until the clock has caught up, what is"
                            + " written carries that time. Set the clock right",
                    Instant.ofEpochMilli(clockMillis),
                    Instant.ofEpochMilli(latest));
        }
    }

    /** {@code millis} or the latest time given before, whichever is later; in milliseconds since 1970. */
    long notBefore(long millis) {
        return last.accumulateAndGet(millis, Math::max);
    }
}
