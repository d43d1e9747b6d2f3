package io.tarn.cli;

/** The server could not start; the message says what stood in the way. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
