package io.tarn.api.http;

/**
 * A request before its body, exactly as it was sent: nothing decoded, nothing normalised, because signatures are made
 * over it.
 *
 * @param method as sent, for example {@code GET}
 * @param rawPath the path of the request target in percent-encoded form, beginning with {@code /}
 * @param rawQuery what follows the first {@code ?}, without it; empty if there is none
 * @param headers as sent
 */
public record RequestHead(String method, String rawPath, String rawQuery, Headers headers) {

    /** Splits a request target in origin form ({@code /path?query}). */
    public static RequestHead of(String method, String target, Headers headers) {
        int mark = target.indexOf('?');
        return mark < 0
                ? new RequestHead(method, target, "", headers)
                : new RequestHead(method, target.substring(0, mark), target.substring(mark + 1), headers);
    }
}
