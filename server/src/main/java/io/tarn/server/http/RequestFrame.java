package io.tarn.server.http;

import io.tarn.api.http.RequestHead;
import io.tarn.core.RequestBody;

/**
 * A request head with what it says about the message around it.
 *
 * @param head what the handler sees
 * @param bodyLength bytes that follow, or {@link RequestBody#UNKNOWN} for chunks
 * @param persistent true if the client wants to send another request afterwards
 * @param chunksUnderstood false for an HTTP/1.0 client, which gets no chunks and no {@code 100 Continue}
 * @param expectsContinue true if the client waits for {@code 100 Continue} before it sends the body
 */
record RequestFrame(
        RequestHead head, long bodyLength, boolean persistent, boolean chunksUnderstood, boolean expectsContinue) {

    /** True if bytes follow the head. */
    boolean hasBody() {
        return bodyLength != 0;
    }

    /** True if the answer has no body whatever its head says. */
    boolean isHead() {
        return head.method().equals("HEAD");
    }
}
