package io.tarn.storage.local;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives times that never go back, whatever the clock does.
 *
 * <p>Every record carries one, taken when it is made: so the last record of the log is no earlier than any time that a
 * record before it, or a row in one, was given. For any number of threads.
 */
final class Moments {
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

    /** {@code millis} or the latest time given before, whichever is later; in milliseconds since 1970. */
    long notBefore(long millis) {
        return last.accumulateAndGet(millis, Math::max);
    }
}
