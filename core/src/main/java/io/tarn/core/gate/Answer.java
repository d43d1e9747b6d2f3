package io.tarn.core.gate;

import io.tarn.api.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers.
 *
 * @param output the members that the operation's codec writes
 * @param status the HTTP status, or 0 for the operation's usual one
 * @param headers fields that the model has no member for
 * @param content the body to stream, or null if the codec writes it
 * @param <O> the operation's output
 */
public record Answer<O>(
        O output, int status, Headers headers, @Nullable Content content) {
    /** The usual answer. */
    public static <O> Answer<O> of(O output) {
        return new Answer<>(output, 0, Headers.NONE, null);
    }

    /** With another status. */
    public Answer<O> status(int other) {
        return new Answer<>(output, other, headers, content);
    }

    /** With one more header, after those it has. */
    public Answer<O> header(String name, String value) {
        Headers.Builder more = Headers.builder();
        headers.forEach(field -> more.add(field.name(), field.value()));
        return new Answer<>(output, status, more.add(name, value).build(), content);
    }

    /** With a body to stream. */
    public Answer<O> content(Content body) {
        return new Answer<>(output, status, headers, body);
    }
}
