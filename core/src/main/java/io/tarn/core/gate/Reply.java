package io.tarn.core.gate;

import io.tarn.api.codec.ErrorDocument;
import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.ResponseHead;
import io.tarn.api.xml.XmlWriter;
import io.tarn.core.ResponseSink;
import io.tarn.core.audit.Hearing;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The one response of a request: gives every answer its two ids, and every refusal its document. */
final class Reply {
    private static final byte[] SPACE = {' '};

    private final String requestId;
    private final String hostId;
    private final boolean headOnly;
    private final ResponseSink sink;
    private final Hearing hearing;
    private Headers always = Headers.NONE;
    private boolean early;

    Reply(String requestId, String hostId, boolean headOnly, ResponseSink sink, Hearing hearing) {
        this.requestId = requestId;
        this.hostId = hostId;
        this.headOnly = headOnly;
        this.sink = sink;
        this.hearing = hearing;
    }

    String requestId() {
        return requestId;
    }

    /** Gives the answer, whichever it will be, these headers too. */
    void always(Headers headers) {
        always = headers;
    }

    /**
     * Lets the client hear that its request is still worked on: begins a 200 whose document is to follow, and sends white
     * space from then on. White space may not stand before the declaration of a document, so that goes first.
     */
    void stillWorking() {
        if (early) {
            write(SPACE, 0);
            return;
        }
        begin(new ResponseHead(
                200, Headers.builder().add("content-type", "application/xml").build()));
        early = true;
        write(XmlWriter.declaration(), 0);
    }

    /** Sends an answer: what its codec wrote, and the stream if there is one. */
    void send(ResponseWriter response, @Nullable Content content) {
        if (early) {
            write(response.body(), XmlWriter.declaration().length);
            return;
        }
        begin(response.head());
        if (headOnly) {
            return;
        }
        if (content == null) {
            write(response.body(), 0);
        } else if (mayHaveBody(response.head().status())) {
            content.writeTo(sink);
            hearing.sent(content.length());
        }
    }

    private void begin(ResponseHead head) {
        hearing.status(head.status());
        Headers.Builder headers = Headers.builder();
        headers.add("x-amz-request-id", requestId).add("x-amz-id-2", hostId);
        always.forEach(field -> headers.add(field.name(), field.value()));
        head.headers().forEach(field -> headers.add(field.name(), field.value()));
        sink.begin(new ResponseHead(head.status(), headers.build()));
    }

    private static boolean mayHaveBody(int status) {
        return status != 204 && status != 304;
    }

    private void write(byte[] body, int from) {
        int offset = from;
        while (offset < body.length) {
            ByteBuffer buffer = sink.buffer(body.length - offset);
            int length = Math.min(buffer.remaining(), body.length - offset);
            buffer.put(body, offset, length);
            sink.write(buffer.flip());
            offset += length;
        }
        hearing.sent(Math.max(0, body.length - from));
    }

    /**
     * Answers a failure with its error document, also behind white space; if the answer had begun otherwise, closes the
     * connection short.
     */
    void refuse(RuntimeException failure) {
        S3Exception refusal = Refusals.of(failure, requestId);
        hearing.refused(refusal.code().code(), refusal.getMessage());
        byte[] document = ErrorDocument.of(refusal, requestId, hostId);
        if (early) {
            write(document, XmlWriter.declaration().length);
            return;
        }
        if (sink.begun()) {
            throw new ResponseSink.ClientGone("failed after the answer had begun: " + refusal.code());
        }
        Headers.Builder headers = Headers.builder();
        refusal.headers().forEach(field -> headers.add(field.name(), field.value()));
        int status = refusal.code().status();
        headers.add("content-type", "application/xml");
        if (!headOnly) {
            headers.add("content-length", Integer.toString(document.length));
        }
        begin(new ResponseHead(status, headers.build()));
        if (!headOnly) {
            write(document, 0);
        }
    }
}
