package io.tarn.server.http;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.core.RequestBody;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a request ends (RFC 9112 section 6). Every doubt is a refusal: a proxy in front may have decided
 * otherwise, and then the rest of this request is somebody else's.
 */
final class Framing {
    private static final int LENGTH_DIGITS_MAX = 18;

    private Framing() {}

    static RequestFrame frame(RequestLine line, Headers headers) throws Refusal {
        boolean current = line.minor() == 1;
        String host = host(headers, current);
        String target = originForm(line, host);
        return new RequestFrame(
                RequestHead.of(line.method(), target, headers),
                bodyLength(headers, current),
                current && !closes(headers),
                current,
                current && expectsContinue(headers));
    }

    private static @Nullable String host(Headers headers, boolean required) throws Refusal {
        List<String> hosts = headers.all("host");
        if (hosts.size() > 1) {
            throw Refusal.malformed("more than one Host header");
        }
        if (hosts.isEmpty()) {
            if (required) {
                throw Refusal.malformed("no Host header");
            }
            return null;
        }
        String host = hosts.getFirst();
        if (host.isEmpty() || !host.chars().allMatch(Framing::isHost)) {
            throw Refusal.malformed("not a host name in the Host header");
        }
        return host;
    }

    private static boolean isHost(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "-._~:[]%".indexOf(character) >= 0;
    }

    /** The absolute form is taken apart; it must name the host that the Host header names. */
    private static String originForm(RequestLine line, @Nullable String host) throws Refusal {
        String target = line.target();
        if (target.startsWith("/")) {
            return target;
        }
        String small = target.toLowerCase(Locale.ROOT);
        int authority = small.startsWith("http://") ? 7 : small.startsWith("https://") ? 8 : -1;
        if (authority < 0) {
            throw Refusal.malformed("the request target is not a path");
        }
        int path = authority;
        while (path < target.length() && target.charAt(path) != '/' && target.charAt(path) != '?') {
            path++;
        }
        if (host == null || !host.equalsIgnoreCase(target.substring(authority, path))) {
            throw Refusal.malformed("the request target and the Host header name different hosts");
        }
        String rest = target.substring(path);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static long bodyLength(Headers headers, boolean current) throws Refusal {
        List<String> codings = headers.all("transfer-encoding");
        List<String> lengths = headers.all("content-length");
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !codings.getFirst().equals("chunked") || !current) {
                throw Refusal.malformed("a Transfer-Encoding other than chunked");
            }
            if (!lengths.isEmpty()) {
                throw Refusal.malformed("both Transfer-Encoding and Content-Length");
            }
            return RequestBody.UNKNOWN;
        }
        if (lengths.size() > 1) {
            throw Refusal.malformed("more than one Content-Length");
        }
        return lengths.isEmpty() ? 0 : length(lengths.getFirst());
    }

    private static long length(String digits) throws Refusal {
        if (digits.isEmpty()
                || digits.length() > LENGTH_DIGITS_MAX
                || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw Refusal.malformed("the Content-Length is not a number of bytes");
        }
        return Long.parseLong(digits);
    }

    private static boolean expectsContinue(Headers headers) throws Refusal {
        List<String> expectations = headers.all("expect");
        if (expectations.isEmpty()) {
            return false;
        }
        if (expectations.size() > 1 || !expectations.getFirst().equalsIgnoreCase("100-continue")) {
            throw Refusal.plain(417, "only 100-continue can be expected");
        }
        return true;
    }

    private static boolean closes(Headers headers) {
        for (String field : headers.all("connection")) {
            for (String option : field.split(",", -1)) {
                if (option.strip().equalsIgnoreCase("close")) {
                    return true;
                }
            }
        }
        return false;
    }
}
