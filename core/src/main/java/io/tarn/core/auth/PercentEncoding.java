package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding in the one form that is signed: every byte but letters, digits and {@code - . _ ~} as {@code %XX}
 * with capital digits. What the client left unencoded, or encoded needlessly, is brought into that form. A raw target has one character per byte.
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

    /** The text behind a canonical form: UTF-8 if it is that, else one character per byte, as header values are. */
    static String decode(String canonical) {
        if (canonical.indexOf('%') < 0) {
            return canonical;
        }
        byte[] bytes = new byte[canonical.length()];
        int length = 0;
        for (int i = 0; i < canonical.length(); i++) {
            char c = canonical.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) hexByte(canonical, i, canonical.length());
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
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
            } else if (c <= 0xFF) {
                appendByte(target, c, false);
            } else {
                throw S3Exception.of(ErrorCode.INVALID_URI);
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
