package io.tarn.cli;

/** What the user asked for cannot be done; the message names the thing and the way out. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
