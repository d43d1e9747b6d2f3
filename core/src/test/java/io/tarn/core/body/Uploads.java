package io.tarn.core.body;

import io.tarn.api.http.RequestHead;
import io.tarn.core.auth.Authentication;
import io.tarn.core.auth.RawClient;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.OpenRow;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.Store;
import io.tarn.storage.Tally;
import io.tarn.storage.memory.MemoryStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** One upload as a server sees it: signed by hand, verified, received, and read back from the store. */
final class Uploads {
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    static final String CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    static final String SIGNED_CHUNKS_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

    private Uploads() {}

    /** A client whose request is a PUT with this payload mode and these headers, name and value in turns. */
    static RawClient client(String mode, String... headers) {
        RawClient client = new RawClient().method("PUT").path("/key").payload(mode);
        for (int i = 0; i < headers.length; i += 2) {
            client.header(headers[i], headers[i + 1]);
        }
        return client;
    }

    static Authentication authenticate(RawClient client, long contentLength) {
        RequestHead head = client.unsignedHeader("content-length", Long.toString(contentLength))
                .signed();
        return RawClient.authenticator().authenticate(head);
    }

    /** Receives a body; the bytes stored. */
    static byte[] put(RawClient client, byte[] body) {
        return put(authenticate(client, body.length), ArrivingBody.of(body));
    }

    static byte[] put(Authentication authentication, ArrivingBody body) {
        try (Store store = new MemoryStore();
                Received received = receive(authentication, body, store)) {
            return content(store, received);
        }
    }

    static Received receive(Authentication authentication, ArrivingBody body, Store store) {
        BodyExpectations expected = BodyExpectations.of(authentication);
        return BodyReceiver.receive(
                expected.framing().upload(body), expected, store, DigestForm.HEXADECIMAL, DigestThreads.ofCores(2));
    }

    static byte[] content(Store store, Received received) {
        RowName name = new RowName((byte) 'c', Bytes.EMPTY);
        Bytes anchor = Bytes.utf8("anchor");
        store.commit(Batch.on(Store.SYSTEM_SPACE, anchor)
                .put(name, Bytes.EMPTY, received.body(), Tally.NONE)
                .build());
        RowKey key = new RowKey(Store.SYSTEM_SPACE, name.table(), anchor, name.suffix());
        try (OpenRow row = Objects.requireNonNull(store.open(key))) {
            ByteBuffer content = ByteBuffer.allocate((int) row.row().bodyLength());
            while (content.hasRemaining() && row.read(content.position(), content) > 0) {
                // until all is there
            }
            return content.array();
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
