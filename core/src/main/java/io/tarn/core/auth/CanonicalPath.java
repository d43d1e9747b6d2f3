package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.nio.charset.StandardCharsets;

/**
 * Writes the path of a request in the form that is signed: every byte but letters, digits and {@code - . _ ~ /} as
 * {@code %XX} with capital digits. What the client left unencoded, or encoded needlessly, is brought into that form; bytes
 * need not be UTF-8. A raw target has one character per byte.
 */
final class CanonicalPath {
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] PLAIN = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
                .chars()
                .forEach(c -> PLAIN[c] = true);
    }

    private CanonicalPath() {}

    /**
     * Appends the canonical form; {@code /} stays, and so do empty segments and those of dots.
     *
     * @throws S3Exception {@code InvalidURI} if a {@code %} is not followed by two hexadecimal digits
     */
    static void append(SignedText target, String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                appendByte(target, hexByte(raw, i));
                i += 2;
            } else if (c == '/') {
                target.append(c);
            } else if (c <= 0xFF) {
                appendByte(target, c);
            } else {
                throw S3Exception.of(ErrorCode.INVALID_URI);
            }
        }
    }

    private static void appendByte(SignedText target, int value) {
        if (value < 128 && PLAIN[value]) {
            target.append((byte) value);
        } else {
            target.append('%').append(DIGITS[value >> 4]).append(DIGITS[value & 0xF]);
        }
    }

    private static int hexByte(String raw, int percent) {
        int high = percent + 2 < raw.length() ? hexDigit(raw.charAt(percent + 1)) : -1;
        int low = percent + 2 < raw.length() ? hexDigit(raw.charAt(percent + 2)) : -1;
        if (high < 0 || low < 0) {
            throw S3Exception.of(ErrorCode.INVALID_URI);
        }
        return (high << 4) | low;
    }

    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
