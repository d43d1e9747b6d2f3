package io.tarn.core.auth;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Small hexadecimal digits as signatures need them. */
final class Hex {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

    private Hex() {}

    /** Two digits for each byte. */
    static byte[] of(byte[] bytes) {
        byte[] text = new byte[2 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[2 * i] = DIGITS[(bytes[i] >> 4) & 0xF];
            text[(2 * i) + 1] = DIGITS[bytes[i] & 0xF];
        }
        return text;
    }

    /** The form of {@code StringToSignBytes} in error documents: two digits for each byte, a space between. */
    static String spaced(byte[] bytes) {
        return SPACED.formatHex(bytes);
    }
}
