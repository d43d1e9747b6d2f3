package io.tarn.core.gate;

import io.tarn.api.codec.ErrorDocument;
import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.ResponseHead;
import io.tarn.core.ResponseSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The one response of a request: gives every answer its two ids, and every refusal its document. */
final class Reply {
    private final String requestId;
    private final String hostId;
    private final boolean headOnly;
    private final ResponseSink sink;

    Reply(String requestId, String hostId, boolean headOnly, ResponseSink sink) {
        this.requestId = requestId;
        this.hostId = hostId;
        this.headOnly = headOnly;
        this.sink = sink;
    }

    String requestId() {
        return requestId;
    }

    /** Sends an answer: what its codec wrote, and the stream if there is one. */
    void send(ResponseWriter response, @Nullable Content content) {
        begin(response.head());
        if (headOnly) {
            return;
        }
        if (content == null) {
            write(response.body());
        } else if (mayHaveBody(response.head().status())) {
            content.writeTo(sink);
        }
    }

    private void begin(ResponseHead head) {
        Headers.Builder headers = Headers.builder();
        headers.add("x-amz-request-id", requestId).add("x-amz-id-2", hostId);
        head.headers().forEach(field -> headers.add(field.name(), field.value()));
        sink.begin(new ResponseHead(head.status(), headers.build()));
    }

    private static boolean mayHaveBody(int status) {
        return status != 204 && status != 304;
    }

    private void write(byte[] body) {
        int offset = 0;
        while (offset < body.length) {
            ByteBuffer buffer = sink.buffer(body.length - offset);
            int length = Math.min(buffer.remaining(), body.length - offset);
            buffer.put(body, offset, length);
            sink.write(buffer.flip());
            offset += length;
        }
    }

    /** Answers a failure with its error document; if the answer had begun, closes the connection short. */
    void refuse(RuntimeException failure) {
        S3Exception refusal = Refusals.of(failure, requestId);
        if (sink.begun()) {
            throw new ResponseSink.ClientGone("failed after the answer had begun: " + refusal.code());
        }
        Headers.Builder headers = Headers.builder();
        refusal.headers().forEach(field -> headers.add(field.name(), field.value()));
        int status = refusal.code().status();
        byte[] document = ErrorDocument.of(refusal, requestId, hostId);
        headers.add("content-type", "application/xml");
        if (!headOnly) {
            headers.add("content-length", Integer.toString(document.length));
        }
        begin(new ResponseHead(status, headers.build()));
        if (!headOnly) {
            write(document);
        }
    }
}
