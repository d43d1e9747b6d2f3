package io.tarn.core.operation;

import io.tarn.core.ResponseSink;
import io.tarn.core.gate.Content;
import io.tarn.core.object.ByteRange;
import io.tarn.core.object.ObjectReader;
import io.tarn.core.object.OpenObject;
import io.tarn.storage.StorageException;
import java.nio.ByteBuffer;

/** The bytes that an answered read sends: verified in the store, straight into the edge's buffers. */
final class ObjectContent implements Content {
    private static final int BUFFER_BYTES_MAX = 256 * 1024;

    private final OpenObject open;

    ObjectContent(OpenObject open) {
        this.open = open;
    }

    @Override
    public long length() {
        return open.view().range().length();
    }

    @Override
    public void writeTo(ResponseSink sink) {
        ByteRange range = open.view().range();
        ObjectReader reader = open.reader();
        long sent = 0;
        while (sent < range.length()) {
            ByteBuffer buffer = sink.buffer((int) Math.min(BUFFER_BYTES_MAX, range.length() - sent));
            int wanted = (int) Math.min(buffer.remaining(), range.length() - sent);
            int start = buffer.position();
            buffer.limit(start + wanted);
            while (buffer.hasRemaining()) {
                if (reader.read(range.offset() + sent + buffer.position() - start, buffer) < 0) {
                    throw new StorageException.Corrupt("an object ends before its size");
                }
            }
            sink.write(buffer.flip());
            sent += wanted;
        }
    }

    @Override
    public void close() {
        open.close();
    }
}
