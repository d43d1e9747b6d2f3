package io.tarn.core.auth;

import io.tarn.api.http.Headers;
import io.tarn.api.http.PercentEncoding;
import io.tarn.api.http.RequestHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ways in which clients write a canonical request that is not the right one. */
final class LikelyMistakes {
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** A mistake and what it makes of a request. */
    record Change(String words, UnaryOperator<Draft> make) {}

    private final RequestHead head;
    private final List<Change> changes = new ArrayList<>();

    private LikelyMistakes(RequestHead head) {
        this.head = head;
    }

    /** All that could have been made with this request, the most usual first. */
    static List<Change> of(RequestHead head) {
        LikelyMistakes mistakes = new LikelyMistakes(head);
        mistakes.paths();
        mistakes.queries();
        mistakes.hosts();
        mistakes.values();
        mistakes.payloads();
        mistakes.rest();
        return mistakes.changes;
    }

    private void add(String words, UnaryOperator<Draft> make) {
        changes.add(new Change(words, make));
    }

    private void path(String words, UnaryOperator<String> make) {
        add(words, draft -> draft.path(make.apply(draft.path())));
    }

    private void query(String words, UnaryOperator<String> make) {
        add(words, draft -> draft.query(make.apply(draft.query())));
    }

    private void paths() {
        path("the client encoded the path twice", path -> path.replace("%", "%25"));
        path("the client signed the path decoded", LikelyMistakes::decoded);
        path("the client signed the path as it sent it, not in canonical form", path -> head.rawPath());
        path("the client wrote spaces of the path as '+'", path -> path.replace("%20", "+"));
        path("the client left '+' of the path unencoded", path -> path.replace("%2B", "+"));
        path(
                "the client encoded the slashes of the path",
                path -> "/" + path.substring(1).replace("/", "%2F"));
        path("the client encoded with small hexadecimal digits", LikelyMistakes::smallDigits);
        path("the client joined repeated slashes of the path", path -> path.replaceAll("/{2,}", "/"));
        path("the client signed the path with the bucket of the host before it", path -> "/" + label() + path);
        path("the client signed the path without the bucket", LikelyMistakes::withoutBucket);
        path("the client signed the path without the slash at its end", LikelyMistakes::withoutLastSlash);
    }

    private void queries() {
        query("the client signed the query as it sent it, neither encoded nor sorted", query -> head.rawQuery());
        query("the client signed no query", query -> "");
        query("the client did not sort the query", query -> unsorted());
        query("the client wrote spaces of the query as '+'", query -> query.replace("%20", "+"));
        query("the client signed parameters without a value without '='", query -> query.replaceAll("=(?=&|$)", ""));
        query("the client left the slashes of the query unencoded", query -> query.replace("%2F", "/"));
        query("the client signed the query decoded", LikelyMistakes::decoded);
        query("the client encoded the query twice", query -> query.replace("%", "%25"));
    }

    private void hosts() {
        String host = header("host");
        int colon = host.lastIndexOf(':');
        if (colon > 0) {
            host("without its port", host.substring(0, colon));
        } else {
            for (String port : new String[] {"443", "80", "9000"}) {
                host("with port " + port, host + ":" + port);
            }
        }
        for (String name : new String[] {"x-forwarded-host", "x-original-host", "x-forwarded-server"}) {
            String forwarded = header(name);
            if (!forwarded.isEmpty()) {
                host("of " + name + ": a proxy changed the host", forwarded);
                host("of " + name + " with x-forwarded-port", forwarded + ":" + header("x-forwarded-port"));
            }
        }
        String forwarded = header("forwarded");
        int at = forwarded.toLowerCase(Locale.ROOT).indexOf("host=");
        if (at >= 0) {
            host(
                    "of Forwarded: a proxy changed the host",
                    forwarded.substring(at + 5).replaceAll("[;,].*|\"", ""));
        }
        host("in small letters", host.toLowerCase(Locale.ROOT));
        host("of the machine itself", "localhost" + (colon > 0 ? host.substring(colon) : ""));
        host("of the machine itself", "127.0.0.1" + (colon > 0 ? host.substring(colon) : ""));
    }

    private void host(String which, String value) {
        add("the client signed the host '" + value + "', " + which, draft -> draft.header("host", value));
    }

    private void values() {
        Headers headers = head.headers();
        add("the client did not join runs of spaces in header values", draft -> draft.unfolded(headers));
        add("the client did not trim header values", draft -> draft.lines(line -> line.replaceFirst(":", ": ")));
        for (String value : new String[] {"identity", "gzip", "gzip, deflate", ""}) {
            add("a proxy changed accept-encoding", draft -> draft.header("accept-encoding", value));
        }
        add("the client signed its own header names with capitals", draft -> draft.lines(LikelyMistakes::capitals));
        add("a proxy changed content-length", draft -> draft.header("content-length", "0"));
        add("a proxy removed content-length", draft -> draft.header("content-length", ""));
        add("content-type was changed on the way", draft -> draft.header("content-type", ""));
    }

    private void payloads() {
        add("the client signed the digest of an empty body", draft -> draft.payload(EMPTY_SHA256));
        add("the client signed UNSIGNED-PAYLOAD as the body's digest", draft -> draft.payload("UNSIGNED-PAYLOAD"));
        add("the client signed no digest of the body", draft -> draft.payload(""));
        add(
                "the client wrote the body's digest in capitals",
                draft -> draft.payload(draft.payload().toUpperCase(Locale.ROOT)));
    }

    private void rest() {
        add("the client ended the canonical request with a line break", draft -> draft.end("\n"));
        for (String method : new String[] {"GET", "PUT", "POST", "HEAD", "DELETE"}) {
            add("the client signed the method " + method, draft -> draft.method(method));
        }
        add(
                "the client signed the method in small letters",
                draft -> draft.method(draft.method().toLowerCase(Locale.ROOT)));
    }

    private String header(String name) {
        String value = head.headers().first(name);
        return value == null ? "" : value;
    }

    private String label() {
        String host = header("host");
        int dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }

    private String unsorted() {
        return Arrays.stream(head.rawQuery().split("&"))
                .filter(parameter -> !parameter.startsWith(PresignedQuery.SIGNATURE + "="))
                .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                .reduce((one, other) -> one + "&" + other)
                .orElse("");
    }

    private static String decoded(String encoded) {
        @Nullable String text = PercentEncoding.decodePath(encoded);
        return text == null ? encoded : text;
    }

    private static String smallDigits(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
    }

    private static String withoutBucket(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0 ? "/" : path.substring(slash);
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String capitals(String line) {
        int colon = line.indexOf(':');
        StringBuilder name = new StringBuilder(line.substring(0, Math.max(colon, 0)));
        for (int i = 0; i < name.length(); i++) {
            if (i == 0 || name.charAt(i - 1) == '-') {
                name.setCharAt(i, Character.toUpperCase(name.charAt(i)));
            }
        }
        return name + line.substring(Math.max(colon, 0));
    }
}
