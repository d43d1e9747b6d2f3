package io.tarn.storage.local;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The 64 bytes before each record.
 *
 * @param bodiesOffset where in the payload the inline bodies begin
 */
record RecordHeader(
        Kind kind,
        long epoch,
        long sequence,
        long syncedUpTo,
        long timeMillis,
        int payloadBytes,
        int payloadChecksum,
        int bodiesOffset) {
    private static final int MAGIC = 0x5441_524E;
    private static final int CHECKSUM_AT = 60;

    /** What a record is, with its code on disk. */
    enum Kind {
        BATCH(1),
        IDLE(2),
        REWRITE(3);

        final short code;

        Kind(int code) {
            this.code = (short) code;
        }
    }

    /** Bytes from this record to the next. */
    long totalBytes() {
        return Format.align(Format.RECORD_HEADER_BYTES + (long) payloadBytes, Format.RECORD_ALIGNMENT);
    }

    /** Writes the header into {@code target} at {@code at}. */
    void encode(ByteBuffer target, int at) {
        target.putInt(at, MAGIC)
                .putShort(at + 4, Format.VERSION)
                .putShort(at + 6, kind.code)
                .putLong(at + 8, epoch)
                .putLong(at + 16, sequence)
                .putLong(at + 24, syncedUpTo)
                .putLong(at + 32, timeMillis)
                .putInt(at + 40, payloadBytes)
                .putInt(at + 44, payloadChecksum)
                .putInt(at + 48, bodiesOffset)
                .putLong(at + 52, 0)
                .putInt(at + CHECKSUM_AT, Format.checksum(target, at, at + CHECKSUM_AT));
    }

    /** The header at {@code at}, or null if there is none whole. */
    static @Nullable RecordHeader decode(ByteBuffer source, int at) {
        if (source.getInt(at) != MAGIC
                || source.getInt(at + CHECKSUM_AT) != Format.checksum(source, at, at + CHECKSUM_AT)) {
            return null;
        }
        Kind kind = kind(source.getShort(at + 6));
        int payloadBytes = source.getInt(at + 40);
        if (source.getShort(at + 4) != Format.VERSION || kind == null || payloadBytes < 0) {
            return null;
        }
        return new RecordHeader(
                kind,
                source.getLong(at + 8),
                source.getLong(at + 16),
                source.getLong(at + 24),
                source.getLong(at + 32),
                payloadBytes,
                source.getInt(at + 44),
                source.getInt(at + 48));
    }

    private static @Nullable Kind kind(short code) {
        for (Kind kind : Kind.values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        return null;
    }
}
