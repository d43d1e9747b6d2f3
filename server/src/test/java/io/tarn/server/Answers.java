package io.tarn.server;

import io.tarn.api.http.Headers;
import io.tarn.api.http.ResponseHead;
import io.tarn.core.RequestBody;
import io.tarn.core.RequestHandler;
import io.tarn.core.ResponseSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Handlers for tests, and parts to make some of. */
final class Answers {
    private Answers() {}

    /** Sends back the body of the request, or its target if it has none. */
    static final RequestHandler ECHO = (head, connection, body, response) -> {
        byte[] received = readAll(body);
        byte[] answer = received.length > 0
                ? received
                : (head.method() + " " + head.rawPath() + " " + head.rawQuery()).getBytes(StandardCharsets.UTF_8);
        send(response, 200, answer);
    };

    static byte[] readAll(RequestBody body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    static long count(RequestBody body) {
        long bytes = 0;
        for (ByteBuffer piece = body.next(); piece != null; piece = body.next()) {
            bytes += piece.remaining();
        }
        return bytes;
    }

    static void send(ResponseSink response, int status, byte[] body) {
        Headers headers = Headers.builder()
                .add("content-type", "application/octet-stream")
                .add("content-length", Integer.toString(body.length))
                .build();
        response.begin(new ResponseHead(status, headers));
        int at = 0;
        while (at < body.length) {
            ByteBuffer room = response.buffer(body.length - at);
            int bytes = Math.min(room.remaining(), body.length - at);
            room.put(body, at, bytes);
            response.write(room.flip());
            at += bytes;
        }
    }

    static void send(ResponseSink response, int status, String body) {
        send(response, status, body.getBytes(StandardCharsets.UTF_8));
    }
}
