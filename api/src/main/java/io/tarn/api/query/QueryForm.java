package io.tarn.api.query;

import io.tarn.api.http.QueryParameters;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A request of the Query protocol: {@code Action}, {@code Version} and parameters whose dotted names make a tree. */
public final class QueryForm {
    /** Most bytes of a form. */
    public static final int BYTES_MAX = 1 << 20;

    /** Most parameters of a form. */
    public static final int PARAMETERS_MAX = 8192;

    private final QueryNode root;
    private final String action;
    private final String version;

    private QueryForm(QueryNode root) {
        this.root = root;
        String asked = root.get("Action", QueryNode::text);
        if (asked == null || asked.isEmpty()) {
            throw QueryException.of(
                    CommonQueryError.MISSING_ACTION,
                    "The request must contain the parameter Action, for example ListUsers");
        }
        this.action = asked;
        this.version = Objects.requireNonNullElse(root.get("Version", QueryNode::text), "");
    }

    /**
     * Reads a body of type {@code application/x-www-form-urlencoded}.
     *
     * @throws QueryException {@code RequestEntityTooLarge} over {@link #BYTES_MAX}; {@code MalformedQueryString} if an
     *     escape is broken or the text is not UTF-8; {@code MalformedInput} over {@link #PARAMETERS_MAX},
     *     {@link QueryNode#NAME_MAX} or {@link QueryNode#DEPTH_MAX}, or if a name stands twice; {@code MissingAction}
     */
    public static QueryForm parse(byte[] body) {
        if (body.length > BYTES_MAX) {
            throw QueryException.of(
                    CommonQueryError.REQUEST_ENTITY_TOO_LARGE,
                    "The request has " + body.length + " bytes; at most " + BYTES_MAX + " are read");
        }
        int separators = 0;
        for (byte b : body) {
            separators += b == '&' ? 1 : 0;
        }
        checkCount(separators);
        QueryParameters parameters = QueryParameters.parse(new String(body, StandardCharsets.ISO_8859_1));
        if (parameters == null) {
            throw QueryException.of(
                    CommonQueryError.MALFORMED_QUERY_STRING, "The query string contains a syntax error.");
        }
        return of(parameters);
    }

    /** Reads the query of a request that is sent with {@code GET}; throws like {@link #parse}. */
    public static QueryForm of(QueryParameters parameters) {
        checkCount(parameters.size());
        QueryNode root = new QueryNode("");
        for (QueryParameters.Parameter parameter : parameters) {
            root.put(parameter.name(), parameter.value());
        }
        return new QueryForm(root);
    }

    private static void checkCount(int count) {
        if (count > PARAMETERS_MAX) {
            throw QueryException.of(
                    CommonQueryError.MALFORMED_INPUT, "The request has more than " + PARAMETERS_MAX + " parameters");
        }
    }

    /** The parameters. */
    public QueryNode root() {
        return root;
    }

    /** The name of the operation that is asked for. */
    public String action() {
        return action;
    }

    /** The version of the API that the request names; empty if it names none. */
    public String version() {
        return version;
    }

    /** {@code InvalidAction}: the service has no such action in that version. */
    public QueryException unknown() {
        return QueryException.of(
                CommonQueryError.INVALID_ACTION,
                "Could not find operation " + action + " for version "
                        + (version.isEmpty() ? "NO_VERSION_SPECIFIED" : version));
    }

    /** {@code NotImplemented}: the action exists at AWS but is not served here. */
    public QueryException notServed() {
        return QueryException.of(
                CommonQueryError.NOT_IMPLEMENTED, "The operation " + action + " is not implemented by this server");
    }

    /** The action alone: values may be secrets. */
    @Override
    public String toString() {
        return action;
    }
}
