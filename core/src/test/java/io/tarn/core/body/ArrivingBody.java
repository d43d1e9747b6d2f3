package io.tarn.core.body;

import io.tarn.core.RequestBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A request body that arrives in pieces of any size, on the heap or not, in buffers that are used again. */
final class ArrivingBody implements RequestBody {
    private final byte[] data;
    private final long declared;
    private final Random random;
    private final int pieceMax;
    private int at;
    private ByteBuffer last = ByteBuffer.allocate(0);

    private ArrivingBody(byte[] data, long declared, long seed) {
        this.data = data;
        this.declared = declared;
        this.random = new Random(seed);
        this.pieceMax = 1 + (random.nextBoolean() ? 7 : random.nextInt(20_000));
    }

    static ArrivingBody of(byte[] data) {
        return new ArrivingBody(data, data.length, data.length);
    }

    static ArrivingBody of(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static ArrivingBody of(byte[] data, long seed) {
        return new ArrivingBody(data, data.length, seed);
    }

    static ArrivingBody declaring(byte[] data, long length) {
        return new ArrivingBody(data, length, 1);
    }

    @Override
    public long length() {
        return declared;
    }

    @Override
    public @Nullable ByteBuffer next() {
        while (last.hasRemaining()) {
            last.put((byte) 0xEE);
        }
        if (at == data.length) {
            return null;
        }
        int count = Math.min(1 + random.nextInt(pieceMax), data.length - at);
        ByteBuffer piece =
                random.nextInt(8) > 0 ? ByteBuffer.allocate(count + 5) : ByteBuffer.allocateDirect(count + 5);
        piece.position(2).put(data, at, count).flip().position(2);
        at += count;
        last = piece.duplicate();
        return piece;
    }
}
