package io.tarn.storage.local;

import static io.tarn.storage.local.Format.BLOCK_BYTES;
import static io.tarn.storage.local.Format.CHECKSUM_BYTES;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** How the bytes of a body lie on disk: blocks of 64 KiB, each followed by a checksum seeded with body and number. */
final class Blocks {
    /** Bytes of a whole block on disk. */
    static final int FRAME_BYTES = BLOCK_BYTES + CHECKSUM_BYTES;

    private Blocks() {}

    /** Bytes on disk of {@code length} bytes of a body. */
    static long framedLength(long length) {
        return length + (length + BLOCK_BYTES - 1) / BLOCK_BYTES * CHECKSUM_BYTES;
    }

    /** The checksum of the remaining bytes of {@code data}, which keeps its position. */
    static int checksum(long bodyId, long block, ByteBuffer data) {
        CRC32C crc = new CRC32C();
        byte[] seed = new byte[16];
        for (int i = 0; i < 8; i++) {
            seed[i] = (byte) (bodyId >>> (56 - 8 * i));
            seed[8 + i] = (byte) (block >>> (56 - 8 * i));
        }
        crc.update(seed);
        crc.update(data.duplicate());
        return (int) crc.getValue();
    }

    /** Writes the remaining bytes of {@code data} as the blocks of a body, from its first. */
    static void frame(long bodyId, ByteBuffer data, ByteBuffer target) {
        ByteBuffer rest = data.duplicate();
        for (long block = 0; rest.hasRemaining(); block++) {
            ByteBuffer piece = rest.slice(rest.position(), Math.min(BLOCK_BYTES, rest.remaining()));
            rest.position(rest.position() + piece.remaining());
            int checksum = checksum(bodyId, block, piece);
            target.put(piece).putInt(checksum);
        }
    }

    /** True if {@code frame} is one block followed by its own checksum; its position is kept. */
    static boolean verify(long bodyId, long block, ByteBuffer frame) {
        int data = frame.remaining() - CHECKSUM_BYTES;
        return data >= 0
                && checksum(bodyId, block, frame.slice(frame.position(), data))
                        == frame.getInt(frame.position() + data);
    }

    /** True if the remaining bytes of {@code frames} are all blocks of a body of {@code length} bytes. */
    static boolean verifyAll(long bodyId, long length, ByteBuffer frames) {
        if (frames.remaining() != framedLength(length)) {
            return false;
        }
        int position = frames.position();
        for (long block = 0; position < frames.limit(); block++) {
            int bytes = Math.min(FRAME_BYTES, frames.limit() - position);
            if (!verify(bodyId, block, frames.slice(position, bytes))) {
                return false;
            }
            position += bytes;
        }
        return true;
    }
}
