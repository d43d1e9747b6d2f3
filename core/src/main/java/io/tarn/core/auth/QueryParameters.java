package io.tarn.core.auth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of a request as signatures see it. */
final class QueryParameters {
    private static final QueryParameters NONE = new QueryParameters(List.of());
    private static final Comparator<Parameter> ORDER =
            Comparator.comparing(Parameter::canonicalName).thenComparing(Parameter::canonicalValue);

    /** One parameter, name and value in canonical percent-encoding; the value is empty if there was no {@code =}. */
    record Parameter(String canonicalName, String canonicalValue) {
        String name() {
            return PercentEncoding.decode(canonicalName);
        }

        String value() {
            return PercentEncoding.decode(canonicalValue);
        }
    }

    private final List<Parameter> sorted;

    private QueryParameters(List<Parameter> sorted) {
        this.sorted = sorted;
    }

    /**
     * Reads a query in its raw form.
     *
     * @throws io.tarn.api.error.S3Exception {@code InvalidURI} if its percent-encoding is broken
     */
    static QueryParameters parse(String raw) {
        if (raw.isEmpty()) {
            return NONE;
        }
        List<Parameter> parameters = new ArrayList<>();
        int start = 0;
        while (start <= raw.length()) {
            int next = raw.indexOf('&', start);
            int end = next < 0 ? raw.length() : next;
            if (end > start) {
                parameters.add(parameter(raw, start, end));
            }
            start = end + 1;
        }
        parameters.sort(ORDER);
        return new QueryParameters(parameters);
    }

    private static Parameter parameter(String raw, int start, int end) {
        int equals = raw.indexOf('=', start);
        int nameEnd = equals < 0 || equals > end ? end : equals;
        return new Parameter(canonical(raw, start, nameEnd), nameEnd == end ? "" : canonical(raw, nameEnd + 1, end));
    }

    private static String canonical(String raw, int from, int to) {
        SignedText text = new SignedText();
        PercentEncoding.appendQueryPart(text, raw, from, to);
        return text.toString();
    }

    /** All parameters, sorted as they are signed. */
    List<Parameter> all() {
        return sorted;
    }

    /** True if there is a parameter of this name (letters, digits and {@code -} only). */
    boolean has(String name) {
        return first(name) != null;
    }

    /** The decoded value of a parameter that is there exactly once, or null. */
    @Nullable
    String only(String name) {
        Parameter found = null;
        for (Parameter parameter : sorted) {
            if (parameter.canonicalName.equals(name)) {
                if (found != null) {
                    return null;
                }
                found = parameter;
            }
        }
        return found == null ? null : found.value();
    }

    private @Nullable Parameter first(String name) {
        for (Parameter parameter : sorted) {
            if (parameter.canonicalName.equals(name)) {
                return parameter;
            }
        }
        return null;
    }

    /** Appends the canonical query without the parameter {@code left}. */
    void appendTo(SignedText target, String left) {
        boolean first = true;
        for (Parameter parameter : sorted) {
            if (!parameter.canonicalName.equals(left)) {
                if (!first) {
                    target.append('&');
                }
                first = false;
                target.append(parameter.canonicalName).append('=').append(parameter.canonicalValue);
            }
        }
    }
}
