package io.tarn.core.auth;

import io.tarn.core.checksum.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Gathers the bytes that are signed: a canonical request or a string to sign. For one thread. */
final class SignedText {
    private byte[] bytes = new byte[512];
    private int length;

    SignedText append(byte one) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = one;
        return this;
    }

    SignedText append(char one) {
        return append((byte) one);
    }

    SignedText append(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** Appends text in UTF-8: clients sign header values so, in whichever encoding they then send them. */
    SignedText append(String text) {
        int start = length;
        int count = text.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c > 0x7F) {
                length = start;
                return append(text.getBytes(StandardCharsets.UTF_8));
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    /** Takes back what was appended after {@code mark}. */
    void truncate(int mark) {
        length = mark;
    }

    int length() {
        return length;
    }

    byte last() {
        return bytes[length - 1];
    }

    byte[] sha256() {
        MessageDigest digest = Digests.sha256();
        digest.update(bytes, 0, length);
        return digest.digest();
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
