package io.tarn.core.gate;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Gives every request the two names that its answer carries. */
final class RequestIds {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int HOST_ID_BYTES = 48;

    private final RandomGenerator random;
    private final String hostId;

    /** Names requests by chance from {@code random}, which must be safe for many threads. */
    RequestIds(RandomGenerator random) {
        this.random = random;
        byte[] host = new byte[HOST_ID_BYTES];
        random.nextBytes(host);
        this.hostId = Base64.getEncoder().encodeToString(host);
    }

    /** A fresh request id: 16 hexadecimal digits in capitals. */
    String next() {
        return HEX.toHexDigits(random.nextLong());
    }

    /** What this server calls itself in {@code x-amz-id-2} as long as it runs. */
    String hostId() {
        return hostId;
    }
}
