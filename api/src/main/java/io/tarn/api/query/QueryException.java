package io.tarn.api.query;

/** A request of the Query protocol that is refused. Cheap to make: it has no stack trace. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient QueryError error;
    private final String text;

    private QueryException(QueryError error, String text) {
        super(error.code() + ": " + text, null, false, false);
        this.error = error;
        this.text = text;
    }

    /** With a message that names the thing, the limit and the way out. */
    public static QueryException of(QueryError error, String message) {
        return new QueryException(error, message);
    }

    /** {@code ValidationError} in the words in which AWS tells of one member that breaks one constraint. */
    public static QueryException invalid(String value, String member, String constraint) {
        return of(
                CommonQueryError.VALIDATION_ERROR,
                "1 validation error detected: Value " + value + " at '" + member + "' failed to satisfy constraint: "
                        + constraint);
    }

    /** Code and status. */
    public QueryError error() {
        return error;
    }

    /** The message of the error document. */
    public String message() {
        return text;
    }
}
