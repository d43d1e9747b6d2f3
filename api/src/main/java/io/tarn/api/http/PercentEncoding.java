package io.tarn.api.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding of UTF-8 text (RFC 3986, section 2.1), in the two dialects that S3 speaks. */
public final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentEncoding() {}

    /**
     * Decodes once, as in a path: {@code +} stays.
     *
     * @return null if an escape is broken or the bytes are not UTF-8
     */
    public static @Nullable String decodePath(String raw) {
        return decode(raw, false);
    }

    /**
     * Decodes once, as in a query: {@code +} is a space.
     *
     * @return null if an escape is broken or the bytes are not UTF-8
     */
    public static @Nullable String decodeQuery(String raw) {
        return decode(raw, true);
    }

    private static @Nullable String decode(String raw, boolean plusIsSpace) {
        int plain = 0;
        while (plain < raw.length() && isPlain(raw.charAt(plain), plusIsSpace)) {
            plain++;
        }
        if (plain == raw.length()) {
            return raw;
        }
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int value = i + 2 < raw.length() ? (hex(raw.charAt(i + 1)) << 4) | hex(raw.charAt(i + 2)) : -1;
                if (value < 0) {
                    return null;
                }
                bytes[length++] = (byte) value;
                i += 2;
            } else if (c > 0xFF) {
                return null;
            } else {
                bytes[length++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
            }
        }
        return strictUtf8(bytes, length);
    }

    private static boolean isPlain(char c, boolean plusIsSpace) {
        return c != '%' && c < 0x80 && !(c == '+' && plusIsSpace);
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static @Nullable String strictUtf8(byte[] bytes, int length) {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Encodes all but letters, digits and {@code -._~}: as in a canonical query of a signature. */
    public static String encode(String text) {
        return encode(text, UNRESERVED, false);
    }

    /** Like {@link #encode} but leaves {@code /}: as in the path of a key. */
    public static String encodePath(String text) {
        return encode(text, "-._~/", false);
    }

    /** As a list answers with {@code encoding-type=url}: {@code /} stays, a space becomes {@code +}. */
    public static String encodeListed(String text) {
        return encode(text, "-._*/", true);
    }

    private static String encode(String text, String kept, boolean spaceIsPlus) {
        int plain = 0;
        while (plain < text.length() && isKept(text.charAt(plain), kept)) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (byte b : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (isKept(c, kept)) {
                encoded.append(c);
            } else if (c == ' ' && spaceIsPlus) {
                encoded.append('+');
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return encoded.toString();
    }

    private static boolean isKept(char c, String kept) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kept.indexOf(c) >= 0;
    }
}
