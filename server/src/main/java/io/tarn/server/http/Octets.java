package io.tarn.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Which bytes may stand where in a message of HTTP/1.1 (RFC 9110 section 5.6, RFC 9112). */
final class Octets {
    private static final boolean[] TOKEN = new boolean[256];

    static {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            TOKEN[letter] = true;
            TOKEN[letter - 'a' + 'A'] = true;
        }
        for (char digit = '0'; digit <= '9'; digit++) {
            TOKEN[digit] = true;
        }
        for (char mark : "!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[mark] = true;
        }
    }

    private Octets() {}

    /** True for a byte of a token: a method, a field name, the name of a chunk extension. */
    static boolean isToken(byte octet) {
        return TOKEN[octet & 0xff];
    }

    /** True for a byte of a field value: no control character but the tab. */
    static boolean isFieldValue(byte octet) {
        int value = octet & 0xff;
        return (value >= 0x20 && value != 0x7f) || value == '\t';
    }

    /** True for a byte of a request target: visible ASCII. */
    static boolean isTarget(byte octet) {
        return octet > 0x20 && octet < 0x7f;
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(byte octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int small = octet | 0x20;
        return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
    }

    /**
     * The text of a field value: UTF-8 if it is that, else one character a byte. Both give back the bytes that the
     * clients in question signed.
     */
    static String text(byte[] octets, int from, int to) {
        boolean ascii = true;
        for (int index = from; index < to && ascii; index++) {
            ascii = octets[index] >= 0;
        }
        if (!ascii) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(octets, from, to - from))
                        .toString();
            } catch (CharacterCodingException notUtf8) {
                return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
            }
        }
        return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
