package io.tarn.server.http;

import io.tarn.api.error.S3Exception;
import org.jspecify.annotations.Nullable;

/** A message that breaks HTTP or a limit of the edge: it is answered once, plainly, and its connection closed. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient @Nullable S3Exception document;

    private Refusal(int status, String reason, @Nullable S3Exception document) {
        super(reason, null, false, false);
        this.status = status;
        this.document = document;
    }

    /** Breaks the rules of HTTP: a plain 400 that says which one. */
    static Refusal malformed(String reason) {
        return new Refusal(400, reason, null);
    }

    /** A plain answer of another status. */
    static Refusal plain(int status, String reason) {
        return new Refusal(status, reason, null);
    }

    /** An answer that S3 clients know. */
    static Refusal document(S3Exception document) {
        return new Refusal(document.code().status(), document.message(), document);
    }

    /** Status of the answer. */
    int status() {
        return status;
    }

    /** What was wrong. */
    String reason() {
        return String.valueOf(getMessage());
    }

    /** The error document to send, or null for a plain text. */
    @Nullable
    S3Exception document() {
        return document;
    }
}
