package io.tarn.api.query;

/** An error that an answer of the Query protocol may carry. */
public interface QueryError {
    /** As it is written, for example {@code NoSuchEntity}. */
    String code();

    /** The HTTP status. */
    int status();
}
