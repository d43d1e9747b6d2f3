package io.tarn.api.http;

/**
 * A response before its body.
 *
 * @param status 200 to 599
 * @param headers without {@code date}, {@code server}, {@code connection} and {@code transfer-encoding}, which the
 *     edge adds. With {@code content-length} the body has that length; without it the edge sends chunks, unless the
 *     status allows no body
 */
public record ResponseHead(int status, Headers headers) {
    public ResponseHead {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status " + status);
        }
    }
}
