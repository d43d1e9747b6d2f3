package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding in the one form that is signed: every byte but letters, digits and {@code - . _ ~} as {@code %XX}
 * with capital digits. What the client left unencoded, or encoded needlessly, is brought into that form.
 */
final class PercentEncoding {
    private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] PLAIN = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
                .chars()
                .forEach(c -> PLAIN[c] = true);
    }

    private PercentEncoding() {}

    /**
     * Appends the canonical form of a path; {@code /} stays, and so do empty segments and those of dots.
     *
     * @throws S3Exception {@code InvalidURI} if a {@code %} is not followed by two hexadecimal digits
     */
    static void appendPath(SignedText target, String raw) {
        append(target, raw, 0, raw.length(), true);
    }

    /**
     * Appends the canonical form of a part of a query; {@code +} stands for a space.
     *
     * @throws S3Exception {@code InvalidURI} if a {@code %} is not followed by two hexadecimal digits
     */
    static void appendQueryPart(SignedText target, String raw, int from, int to) {
        append(target, raw, from, to, false);
    }

    /** What stands behind a canonical form, one character per byte, as headers have it. */
    static String decode(String canonical) {
        if (canonical.indexOf('%') < 0) {
            return canonical;
        }
        StringBuilder bytes = new StringBuilder(canonical.length());
        for (int i = 0; i < canonical.length(); i++) {
            char c = canonical.charAt(i);
            if (c == '%') {
                bytes.append((char) hexByte(canonical, i, canonical.length()));
                i += 2;
            } else {
                bytes.append(c);
            }
        }
        return bytes.toString();
    }

    private static void append(SignedText target, String raw, int from, int to, boolean path) {
        for (int i = from; i < to; i++) {
            char c = raw.charAt(i);
            if (c < 128 && PLAIN[c]) {
                target.append(c);
            } else if (c == '%') {
                appendByte(target, hexByte(raw, i, to), false);
                i += 2;
            } else if (c < 128) {
                appendByte(target, c == '+' && !path ? ' ' : c, path);
            } else {
                // A client sent bytes that no target may hold: they are signed as UTF-8, as they are stored.
                int end = i + 1;
                while (end < to && raw.charAt(end) >= 128) {
                    end++;
                }
                for (byte one : raw.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
                    appendByte(target, one & 0xFF, false);
                }
                i = end - 1;
            }
        }
    }

    private static void appendByte(SignedText target, int value, boolean slashStays) {
        if (value < 128 && (PLAIN[value] || (slashStays && value == '/'))) {
            target.append((byte) value);
        } else {
            target.append('%').append(DIGITS[value >> 4]).append(DIGITS[value & 0xF]);
        }
    }

    private static int hexByte(String raw, int percent, int end) {
        int high = percent + 2 < end ? Character.digit(raw.charAt(percent + 1), 16) : -1;
        int low = percent + 2 < end ? Character.digit(raw.charAt(percent + 2), 16) : -1;
        if (high < 0 || low < 0 || raw.charAt(percent + 1) >= 128 || raw.charAt(percent + 2) >= 128) {
            throw S3Exception.of(ErrorCode.INVALID_URI);
        }
        return (high << 4) | low;
    }
}
