package io.tarn.storage.local;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The numbers of the format, version 1; {@code docs/format.md} says what they mean. */
final class Format {
    static final short VERSION = 1;

    static final int SECTOR_BYTES = 512;
    static final int SEGMENT_START = 4_096;
    static final int RECORD_ALIGNMENT = 64;
    static final int RECORD_HEADER_BYTES = 64;
    static final int REGION_ALIGNMENT = 4_096;
    static final int BLOCK_BYTES = 65_536;
    static final int CHECKSUM_BYTES = 4;

    /** Bytes that a record takes to say where one extent lies. */
    static final int EXTENT_BYTES = 20;

    /** Bits of a body id that count bodies; the rest is the epoch of the process. */
    static final int BODY_COUNTER_BITS = 40;

    private Format() {}

    static long align(long bytes, long alignment) {
        return (bytes + alignment - 1) / alignment * alignment;
    }

    /** CRC32C of all remaining bytes of {@code source}, which keeps its position. */
    static int checksum(ByteBuffer source) {
        CRC32C crc = new CRC32C();
        crc.update(source.duplicate());
        return (int) crc.getValue();
    }

    /** CRC32C of the bytes of {@code source} from {@code from} to {@code to}. */
    static int checksum(ByteBuffer source, int from, int to) {
        return checksum(source.duplicate().position(from).limit(to));
    }
}
