package io.tarn.server.http;

import java.nio.charset.StandardCharsets;

/**
 * The first line of a request, its parts as they were sent.
 *
 * @param method a token
 * @param target visible ASCII, not empty
 * @param minor 1 for HTTP/1.1, 0 for HTTP/1.0
 */
record RequestLine(String method, String target, int minor) {
    private static final String VERSION = " HTTP/1.";

    /** Reads the line without its CRLF. */
    static RequestLine parse(byte[] octets, int methodBytesMax) throws Refusal {
        int space = 0;
        while (space < octets.length && Octets.isToken(octets[space])) {
            space++;
        }
        if (space == 0 || space > methodBytesMax || space == octets.length || octets[space] != ' ') {
            throw Refusal.malformed("the request line does not begin with a method");
        }
        int from = space + 1;
        int to = from;
        while (to < octets.length && Octets.isTarget(octets[to])) {
            to++;
        }
        if (to == from) {
            throw Refusal.malformed("the request line has no target");
        }
        String method = new String(octets, 0, space, StandardCharsets.ISO_8859_1);
        String target = new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
        return new RequestLine(method, target, minor(octets, to));
    }

    private static int minor(byte[] octets, int from) throws Refusal {
        String rest = new String(octets, from, octets.length - from, StandardCharsets.ISO_8859_1);
        if (rest.length() == VERSION.length() + 1 && rest.startsWith(VERSION)) {
            char digit = rest.charAt(VERSION.length());
            if (digit == '1' || digit == '0') {
                return digit - '0';
            }
        }
        if (rest.matches(" HTTP/[1-9]\\.[0-9]")) {
            throw Refusal.plain(505, "this server speaks HTTP 1.1 and 1.0");
        }
        throw Refusal.malformed("the request line does not end with a version");
    }
}
