package io.tarn.api.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameters of one request in the order sent. Where a name is repeated, the first one counts. */
public final class QueryParameters implements Iterable<QueryParameters.Parameter> {
    /** No parameters. */
    public static final QueryParameters NONE = new QueryParameters(List.of());

    /**
     * One parameter.
     *
     * @param rawName as sent, in percent-encoded form
     * @param rawValue as sent; null if there was no {@code =}
     * @param name decoded
     * @param value decoded; empty if there was no {@code =}
     */
    public record Parameter(String rawName, @Nullable String rawValue, String name, String value) {}

    private final List<Parameter> parameters;

    private QueryParameters(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /**
     * Splits what follows the {@code ?}.
     *
     * @return null if an escape is broken or the decoded bytes are not UTF-8: {@code InvalidURI}
     */
    public static @Nullable QueryParameters parse(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return NONE;
        }
        List<Parameter> parameters = new ArrayList<>(4);
        int start = 0;
        while (start <= rawQuery.length()) {
            int end = rawQuery.indexOf('&', start);
            end = end < 0 ? rawQuery.length() : end;
            if (end > start) {
                Parameter parameter = parameter(rawQuery.substring(start, end));
                if (parameter == null) {
                    return null;
                }
                parameters.add(parameter);
            }
            start = end + 1;
        }
        return new QueryParameters(List.copyOf(parameters));
    }

    private static @Nullable Parameter parameter(String raw) {
        int equals = raw.indexOf('=');
        String rawName = equals < 0 ? raw : raw.substring(0, equals);
        String rawValue = equals < 0 ? null : raw.substring(equals + 1);
        String name = PercentEncoding.decodeQuery(rawName);
        String value = rawValue == null ? "" : PercentEncoding.decodeQuery(rawValue);
        return name == null || value == null ? null : new Parameter(rawName, rawValue, name, value);
    }

    /** The decoded value of the first parameter of that name; empty for {@code ?acl}; null if it was not sent. */
    public @Nullable String first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                return parameter.value;
            }
        }
        return null;
    }

    /** True if a parameter of that name was sent, with or without a value. */
    public boolean has(String name) {
        return first(name) != null;
    }

    /** Number of parameters. */
    public int size() {
        return parameters.size();
    }

    @Override
    public Iterator<Parameter> iterator() {
        return parameters.iterator();
    }

    /** The names alone: values may be signatures. */
    @Override
    public String toString() {
        return parameters.stream().map(Parameter::name).toList().toString();
    }
}
