package io.tarn.api.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of one request in the order sent, parsed once for whoever needs them: routes, codecs, signatures.
 * Where a name is repeated, the first one counts.
 */
public final class QueryParameters implements Iterable<QueryParameters.Parameter> {
    /** No parameters. */
    public static final QueryParameters NONE = new QueryParameters(List.of());

    /**
     * One parameter. Every form that it can be sent in says the same text in UTF-8, so the canonical form of a signature
     * is made from this one.
     *
     * @param name decoded
     * @param value decoded; empty if there was no {@code =}
     */
    public record Parameter(String name, String value) {}

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
        String name = PercentEncoding.decodeQuery(equals < 0 ? raw : raw.substring(0, equals));
        String value = equals < 0 ? "" : PercentEncoding.decodeQuery(raw.substring(equals + 1));
        return name == null || value == null ? null : new Parameter(name, value);
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

    /** The decoded value of the one parameter of that name; null if none or several were sent. */
    public @Nullable String only(String name) {
        String found = null;
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                if (found != null) {
                    return null;
                }
                found = parameter.value;
            }
        }
        return found;
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
