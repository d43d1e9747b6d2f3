package io.tarn.core.auth;

import io.tarn.api.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A canonical request in its parts, so that one can be exchanged for what a client may have signed.
 *
 * @param lines the header lines, {@code name:value}
 * @param end what follows the last line, usually nothing
 */
record Draft(String method, String path, String query, List<String> lines, String names, String payload, String end) {
    private static final Set<String> SECRET_HEADERS = Set.of(
            "x-amz-security-token",
            "x-amz-server-side-encryption-customer-key",
            "x-amz-copy-source-server-side-encryption-customer-key");
    private static final String TOKEN = "X-Amz-Security-Token=";
    private static final String HIDDEN = "(not shown)";

    Draft {
        lines = List.copyOf(lines);
    }

    /** Takes a canonical request apart. */
    static Draft of(String canonical) {
        List<String> all = List.of(canonical.split("\n", -1));
        return new Draft(
                all.get(0),
                all.get(1),
                all.get(2),
                all.subList(3, all.size() - 3),
                all.get(all.size() - 2),
                all.getLast(),
                "");
    }

    Draft method(String other) {
        return new Draft(other, path, query, lines, names, payload, end);
    }

    Draft path(String other) {
        return new Draft(method, other, query, lines, names, payload, end);
    }

    Draft query(String other) {
        return new Draft(method, path, other, lines, names, payload, end);
    }

    Draft payload(String other) {
        return new Draft(method, path, query, lines, names, other, end);
    }

    Draft end(String other) {
        return new Draft(method, path, query, lines, names, payload, other);
    }

    /** With another value of one header. */
    Draft header(String name, String value) {
        return lines(line -> line.startsWith(name + ":") ? name + ":" + value : line);
    }

    Draft lines(UnaryOperator<String> change) {
        return new Draft(method, path, query, lines.stream().map(change).toList(), names, payload, end);
    }

    /** The values of these headers as they came, runs of spaces and all. */
    Draft unfolded(Headers headers) {
        return lines(line -> {
            String name = line.substring(0, Math.max(0, line.indexOf(':')));
            List<String> values = headers.all(name);
            return values.isEmpty() ? line : name + ":" + String.join(",", values);
        });
    }

    String text() {
        StringBuilder text = new StringBuilder(512);
        text.append(method).append('\n').append(path).append('\n').append(query).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        return text.append('\n')
                .append(names)
                .append('\n')
                .append(payload)
                .append(end)
                .toString();
    }

    /** The text without what is secret in it. */
    String shown() {
        return query(withoutToken(query))
                .lines(line -> {
                    String name = line.substring(0, Math.max(0, line.indexOf(':')));
                    return SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT)) ? name + ":" + HIDDEN : line;
                })
                .text();
    }

    private static String withoutToken(String query) {
        int start = query.indexOf(TOKEN);
        if (start < 0) {
            return query;
        }
        int from = start + TOKEN.length();
        int end = query.indexOf('&', from);
        return query.substring(0, from) + HIDDEN + (end < 0 ? "" : query.substring(end));
    }
}
