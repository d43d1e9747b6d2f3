package io.tarn.core.gate;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long a client is left without a byte while its request is worked on. Safe for many threads. */
@FunctionalInterface
public interface Patience {
    /** Usual time without a byte: well below the thirty seconds after which clients and proxies give up. */
    Duration QUIET_MAX = Duration.ofSeconds(10);

    /**
     * Waits for the end of the work, no longer than a client should.
     *
     * @return true if it has ended
     */
    boolean await(CountDownLatch end) throws InterruptedException;

    /** As long as this, each time. */
    static Patience of(Duration quietMax) {
        return end -> end.await(quietMax.toNanos(), TimeUnit.NANOSECONDS);
    }
}
