package io.tarn.core.gate;

import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Gives every request the two names that its answer carries. Ids look random, and none comes twice while the server
 * runs: they are a counter from a random start, sent through a function that maps no two numbers to one.
 */
final class RequestIds {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int HOST_ID_BYTES = 48;

    /** Odd, so that multiplying by it maps no two numbers to one; its bits are those of the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final AtomicLong counter;
    private final String hostId;

    /** Begins at a place that {@code random} gives. */
    RequestIds(RandomGenerator random) {
        this.counter = new AtomicLong(random.nextLong());
        byte[] host = new byte[HOST_ID_BYTES];
        random.nextBytes(host);
        this.hostId = Base64.getEncoder().encodeToString(host);
    }

    /** A fresh request id: 16 hexadecimal digits in capitals. */
    String next() {
        long id = counter.getAndIncrement() * SPREAD;
        id = (id ^ (id >>> 32)) * SPREAD;
        return HEX.toHexDigits(id ^ (id >>> 32));
    }

    /** What this server calls itself in {@code x-amz-id-2} as long as it runs. */
    String hostId() {
        return hostId;
    }
}
