package io.tarn.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/** A signature as text, 64 small hexadecimal digits if it is one; compared in constant time only. */
final class Signature {
    private final byte[] text;

    private Signature(byte[] text) {
        this.text = text;
    }

    /** What a client claims, which may be any text. */
    static Signature claimed(String text) {
        return new Signature(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The signature of these 32 bytes. */
    static Signature of(byte[] mac) {
        return new Signature(Hex.of(mac));
    }

    /** True if both are the same, found in a time that does not depend on where they differ. */
    boolean matches(Signature other) {
        return MessageDigest.isEqual(text, other.text);
    }

    /** The same text in small letters. */
    Signature inSmallLetters() {
        return claimed(new String(text, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
    }

    /** For the error document, which repeats what the client sent. */
    String text() {
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Appends the text. */
    void appendTo(SignedText target) {
        target.append(text);
    }

    @Override
    public String toString() {
        return "***";
    }
}
