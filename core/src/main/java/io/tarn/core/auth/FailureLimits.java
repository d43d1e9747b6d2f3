package io.tarn.core.auth;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests that could not be authenticated, by the access key they name and by where they come from, and says when
 * there are too many of them. Safe for many threads.
 *
 * <p>It is asked about failures only: a right signature is never held up, so that nobody can lock a key's owner out. The
 * tables have a fixed size and are found by a hash nobody outside can foresee; two that share a place share their count,
 * which at worst tells somebody who fails to slow down.
 */
public final class FailureLimits {
    /** Failures a minute with one access key id, after which more are told to slow down. */
    public static final int KEY_FAILURES_MAX = 100;

    /** The same from one address; of IPv6 from one network of 64 bits. */
    public static final int PEER_FAILURES_MAX = 600;

    private static final int PLACES = 8_192;
    private static final int NETWORK_BYTES = 8;
    private static final int COUNT_BITS = 24;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final long MILLIS_PER_MINUTE = 60_000;

    private final AtomicLongArray keys = new AtomicLongArray(PLACES);
    private final AtomicLongArray peers = new AtomicLongArray(PLACES);
    private final LongAdder failures = new LongAdder();
    private final LongAdder slowed = new LongAdder();
    private final InstantSource clock;
    private final long seed;

    /**
     * Nothing counted yet.
     *
     * @param random makes the tables' hash
     */
    public FailureLimits(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.seed = random.nextLong();
    }

    /**
     * Counts a failure.
     *
     * @param accessKeyId the key that was named, or null if none was
     * @return true if there were too many in this minute
     */
    public boolean beyond(@Nullable String accessKeyId, InetAddress peer) {
        failures.increment();
        long minute = clock.millis() / MILLIS_PER_MINUTE;
        boolean key = accessKeyId != null && count(keys, accessKeyId.hashCode(), minute) > KEY_FAILURES_MAX;
        boolean beyond = count(peers, hash(peer), minute) > PEER_FAILURES_MAX || key;
        if (beyond) {
            slowed.increment();
        }
        return beyond;
    }

    private static int hash(InetAddress peer) {
        byte[] address = peer.getAddress();
        return Arrays.hashCode(address.length > NETWORK_BYTES ? Arrays.copyOf(address, NETWORK_BYTES) : address);
    }

    private long count(AtomicLongArray table, int hash, long minute) {
        long mixed = (hash ^ seed) * 0x9E3779B97F4A7C15L;
        int place = (int) ((mixed ^ (mixed >>> 29)) >>> 8) & (PLACES - 1);
        long after = table.updateAndGet(
                place,
                before -> before >>> COUNT_BITS == minute && (before & COUNT_MASK) < COUNT_MASK
                        ? before + 1
                        : (minute << COUNT_BITS) + 1);
        return after & COUNT_MASK;
    }

    /** Requests that could not be authenticated. */
    public long failures() {
        return failures.sum();
    }

    /** Those of them that were told to slow down. */
    public long slowed() {
        return slowed.sum();
    }
}
