package io.tarn.server.http;

import io.tarn.api.codec.ErrorDocument;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.ResponseHead;
import java.nio.charset.StandardCharsets;

/**
 * An answer that the edge gives without its handler.
 *
 * @param head its head, with the length of the body
 * @param text its body
 */
record EarlyAnswer(ResponseHead head, String text) {

    /** One line of text, for a client that does not speak HTTP well enough to be told more. */
    static EarlyAnswer plain(int status, String reason) {
        String text = reason + "\n";
        Headers.Builder headers = Headers.builder().add("content-type", "text/plain");
        return new EarlyAnswer(head(status, headers, text), text);
    }

    /** An error document as S3 clients expect it. */
    static EarlyAnswer document(S3Exception error, RequestIds ids) {
        String requestId = ids.requestId();
        String hostId = ids.hostId();
        String text = new String(ErrorDocument.of(error, requestId, hostId), StandardCharsets.UTF_8);
        Headers.Builder headers = Headers.builder()
                .add("x-amz-request-id", requestId)
                .add("x-amz-id-2", hostId)
                .add("content-type", "application/xml");
        error.headers().forEach(field -> headers.add(field.name(), field.value()));
        if (error.code().status() == 503) {
            headers.set("retry-after", "1");
        }
        return new EarlyAnswer(head(error.code().status(), headers, text), text);
    }

    /** The body as it is sent. */
    byte[] body() {
        return octets(text);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ResponseHead head(int status, Headers.Builder headers, String text) {
        return new ResponseHead(
                status,
                headers.add("content-length", Integer.toString(octets(text).length))
                        .build());
    }
}
