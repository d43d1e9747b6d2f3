package io.tarn.testkit;

import java.util.Random;

/** Bodies that do not compress and are the same in every run. */
final class Body {
    private Body() {}

    static byte[] of(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
