package io.tarn.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret access key. Prints as {@code ***}; compared in constant time only. */
public final class Secret {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A secret of this text.
     *
     * @throws IllegalArgumentException if it is empty: nothing could be kept from anybody with it
     */
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a secret access key has at least one character");
        }
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** True if both are the same, found in a time that does not depend on where they differ. */
    public boolean matches(Secret other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    /** A secret with more text around it, as careless copying makes it. */
    Secret within(String before, String after) {
        return of(before + new String(bytes, StandardCharsets.UTF_8) + after);
    }

    /** The text itself, for the few places that must store it or hand it out. */
    public String reveal() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "***";
    }
}
