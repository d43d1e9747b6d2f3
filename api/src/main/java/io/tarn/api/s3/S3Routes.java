package io.tarn.api.s3;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.QueryParameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells operations apart by method, address, query and headers. Of the operations whose tells are all there, the one
 * with the most wins; parameters that tell nothing are ignored.
 */
public final class S3Routes {
    /** Methods that S3 has an answer for, in the order in which {@code Allow} lists them. */
    private static final List<String> METHODS = List.of("DELETE", "PUT", "POST", "GET", "HEAD", "OPTIONS");

    private static final String UNDEFINED_ELSEWHERE = "PATCH";
    private static final Map<PathKind, Map<String, List<S3Operation>>> TABLE = table();

    private S3Routes() {}

    private static Map<PathKind, Map<String, List<S3Operation>>> table() {
        Map<PathKind, Map<String, List<S3Operation>>> table = new EnumMap<>(PathKind.class);
        for (PathKind kind : PathKind.values()) {
            table.put(kind, new HashMap<>());
        }
        for (S3Operation operation : S3Operation.values()) {
            Map<String, List<S3Operation>> methods = table.get(operation.pathKind());
            if (methods != null) {
                methods.computeIfAbsent(operation.method(), method -> new ArrayList<>())
                        .add(operation);
            }
        }
        Comparator<S3Operation> mostTellsFirst = Comparator.comparing(S3Routes::tells, Comparator.reverseOrder());
        table.values().forEach(methods -> methods.values().forEach(operations -> operations.sort(mostTellsFirst)));
        return table;
    }

    private static int tells(S3Operation operation) {
        return operation.queryTells().size() + operation.headerTells().size();
    }

    /**
     * The operation that a request asks for.
     *
     * @throws S3Exception {@code MethodNotAllowed} if the resource knows other methods only, {@code InvalidArgument} if
     *     the query names two sub-resources, {@code BadRequest} if the method is none of HTTP's that S3 answers
     */
    public static S3Operation route(String method, PathKind kind, QueryParameters query, Headers headers) {
        if (!METHODS.contains(method) && !method.equals(UNDEFINED_ELSEWHERE)) {
            throw S3Exception.of(ErrorCode.BAD_REQUEST, "An error occurred when parsing the HTTP request.");
        }
        List<String> selectors = method.equals("OPTIONS") ? List.of() : Selectors.of(kind, query);
        if (selectors.size() > 1) {
            throw S3Exception.of(
                            ErrorCode.INVALID_ARGUMENT,
                            "Conflicting query string parameters: " + String.join(", ", selectors))
                    .with("ArgumentName", "ResourceType")
                    .with("ArgumentValue", selectors.getFirst());
        }
        String selector = selectors.isEmpty() ? null : selectors.getFirst();
        for (S3Operation operation : operations(kind, method)) {
            if (matches(operation, query, headers) && (selector == null || names(operation, selector))) {
                return operation;
            }
        }
        throw notAllowed(method, kind, selector);
    }

    private static List<S3Operation> operations(PathKind kind, String method) {
        Map<String, List<S3Operation>> methods = TABLE.get(kind);
        return methods == null ? List.of() : methods.getOrDefault(method, List.of());
    }

    private static boolean matches(S3Operation operation, QueryParameters query, Headers headers) {
        for (QueryTell tell : operation.queryTells()) {
            String value = query.first(tell.name());
            if (value == null || (tell.value() != null && !tell.value().equals(value))) {
                return false;
            }
        }
        for (String header : operation.headerTells()) {
            if (!headers.has(header)) {
                return false;
            }
        }
        return true;
    }

    private static boolean names(S3Operation operation, String selector) {
        for (QueryTell tell : operation.queryTells()) {
            if (tell.name().equals(selector)) {
                return true;
            }
        }
        return false;
    }

    private static S3Exception notAllowed(String method, PathKind kind, @Nullable String selector) {
        Set<String> allowed = new LinkedHashSet<>();
        for (String other : METHODS) {
            for (S3Operation operation : operations(kind, other)) {
                boolean part = operation == S3Operation.UPLOAD_PART || operation == S3Operation.UPLOAD_PART_COPY;
                boolean fits = selector == null
                        ? tells(operation) == 0 && operation.modelled()
                        : names(operation, selector) && !part;
                if (fits) {
                    allowed.add(other);
                }
            }
        }
        return S3Exception.of(ErrorCode.METHOD_NOT_ALLOWED)
                .with("Method", method)
                .with("ResourceType", Selectors.resourceType(kind, selector))
                .withHeader("allow", String.join(", ", allowed));
    }
}
