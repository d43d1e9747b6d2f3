package io.tarn.server.http;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes the two ids of an answer that the edge gives itself. They need not be secret, only not repeat. */
final class RequestIds {
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final RandomGenerator random;

    RequestIds(RandomGenerator random) {
        this.random = random;
    }

    /** Sixteen digits and capital letters. */
    String requestId() {
        StringBuilder id = new StringBuilder(16);
        long bits = 0;
        for (int index = 0; index < 16; index++) {
            if (index % 8 == 0) {
                bits = random.nextLong();
            }
            id.append(SIGNS.charAt((int) (bits & 31)));
            bits >>>= 5;
        }
        return id.toString();
    }

    /** Base64 of 48 bytes. */
    String hostId() {
        byte[] octets = new byte[48];
        random.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }
}
