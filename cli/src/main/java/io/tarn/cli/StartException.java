package io.tarn.cli;

import org.jspecify.annotations.Nullable;

/** The server could not start; the message says what stood in the way. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    StartException(String message) {
        super(message);
    }
}
