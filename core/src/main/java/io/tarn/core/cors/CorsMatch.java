package io.tarn.core.cors;

import io.tarn.api.http.Headers;
import io.tarn.core.setting.CorsRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rule that a request meets.
 *
 * @param rule the first that allows origin, method and every header
 * @param allowedOrigin what the browser is told: the origin as it was sent, or {@code *} if the rule says so of any
 * @param askedHeaders the headers that a preflight asks for, in small letters; empty for an actual request
 */
public record CorsMatch(CorsRules.Rule rule, String allowedOrigin, List<String> askedHeaders) {
    private static final String ANY = "*";

    /** Longest origin that is compared: a scheme, a host and a port fit. */
    private static final int ORIGIN_LENGTH_MAX = 512;

    public CorsMatch {
        askedHeaders = List.copyOf(askedHeaders);
    }

    /**
     * Finds the rule.
     *
     * @param origin as the browser sent it; {@code null} is the name of an origin like others
     * @param method the request's, or what a preflight asks for
     * @param askedHeaders what a preflight asks for, separated by commas, or null
     * @return null if no rule allows it
     */
    public static @Nullable CorsMatch of(CorsRules rules, String origin, String method, @Nullable String askedHeaders) {
        if (!isPlain(origin)) {
            return null;
        }
        List<String> headers = names(askedHeaders);
        for (CorsRules.Rule rule : rules.rules()) {
            String allowed = rule.methods().contains(method) ? allowedOrigin(rule, origin) : null;
            if (allowed != null && headers.stream().allMatch(header -> allowsHeader(rule, header))) {
                return new CorsMatch(rule, allowed, headers);
            }
        }
        return null;
    }

    /** What is sent back must not be able to end a header. */
    private static boolean isPlain(String origin) {
        return !origin.isEmpty()
                && origin.length() <= ORIGIN_LENGTH_MAX
                && origin.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static List<String> names(@Nullable String askedHeaders) {
        List<String> names = new ArrayList<>();
        for (String name : askedHeaders == null ? new String[0] : askedHeaders.split(",", -1)) {
            String small = name.strip().toLowerCase(Locale.ROOT);
            if (!small.isEmpty()) {
                names.add(small);
            }
        }
        return names;
    }

    private static @Nullable String allowedOrigin(CorsRules.Rule rule, String origin) {
        for (String pattern : rule.origins()) {
            if (pattern.equals(ANY)) {
                return ANY;
            }
            if (matches(pattern, origin)) {
                return origin;
            }
        }
        return null;
    }

    private static boolean allowsHeader(CorsRules.Rule rule, String name) {
        return rule.headers().stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), name));
    }

    /** A pattern has one {@code *} at most, which stands for any text. */
    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(text)
                : text.length() >= pattern.length() - 1
                        && text.startsWith(pattern.substring(0, star))
                        && text.endsWith(pattern.substring(star + 1));
    }

    /** What the answer carries for the browser. */
    public Headers headers() {
        Headers.Builder headers = Headers.builder()
                .add("access-control-allow-origin", allowedOrigin)
                .add("access-control-allow-methods", String.join(", ", rule.methods()));
        if (!askedHeaders.isEmpty()) {
            headers.add("access-control-allow-headers", String.join(", ", askedHeaders));
        }
        if (!rule.exposedHeaders().isEmpty()) {
            headers.add("access-control-expose-headers", String.join(", ", rule.exposedHeaders()));
        }
        if (rule.maxAgeSeconds() != null) {
            headers.add("access-control-max-age", rule.maxAgeSeconds().toString());
        }
        if (!allowedOrigin.equals(ANY)) {
            headers.add("access-control-allow-credentials", "true");
        }
        return headers.add("vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method")
                .build();
    }
}
