package io.tarn.core;

import io.tarn.api.http.RequestHead;

/** What the edge hands a request to. Called on a virtual thread of its own; blocks until the answer is given. */
@FunctionalInterface
public interface RequestHandler {
    /** Answers one request, errors included; throws only {@link ResponseSink.ClientGone} and what no code foresaw. */
    void handle(RequestHead head, Connection connection, RequestBody body, ResponseSink response);
}
