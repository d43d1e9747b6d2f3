package io.tarn.storage.local;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first sector of a segment file.
 *
 * @param base sequence number of the first record
 * @param endSequence records from here on are not part of the log; 0 if no end is set
 */
record SegmentHeader(
        boolean inUse,
        long number,
        long epoch,
        long base,
        long syncedUpTo,
        long capacity,
        long endSequence,
        long cutPosition,
        UUID store) {
    private static final long MAGIC = 0x5441_524E_5345_4731L;

    /** The sector, ready to be written. */
    ByteBuffer encode() {
        ByteBuffer sector = ByteBuffer.allocate(Format.SECTOR_BYTES);
        sector.putLong(MAGIC)
                .putShort(Format.VERSION)
                .putShort((short) (inUse ? 1 : 0))
                .putInt(0)
                .putLong(number)
                .putLong(epoch)
                .putLong(base)
                .putLong(syncedUpTo)
                .putLong(capacity)
                .putLong(endSequence)
                .putLong(cutPosition)
                .putLong(store.getMostSignificantBits())
                .putLong(store.getLeastSignificantBits());
        sector.clear();
        return sector.putInt(12, Format.checksum(sector));
    }

    /** The header in a sector, or null if it does not check. */
    static @Nullable SegmentHeader decode(ByteBuffer sector) {
        int stored = sector.getInt(12);
        sector.putInt(12, 0);
        if (sector.getLong(0) != MAGIC
                || sector.getShort(8) != Format.VERSION
                || stored != Format.checksum(sector, 0, Format.SECTOR_BYTES)) {
            return null;
        }
        return new SegmentHeader(
                sector.getShort(10) == 1,
                sector.getLong(16),
                sector.getLong(24),
                sector.getLong(32),
                sector.getLong(40),
                sector.getLong(48),
                sector.getLong(56),
                sector.getLong(64),
                new UUID(sector.getLong(72), sector.getLong(80)));
    }

    SegmentHeader freed() {
        return new SegmentHeader(false, number, epoch, 0, 0, capacity, 0, 0, store);
    }

    SegmentHeader begun(long newEpoch, long newBase, long synced) {
        return new SegmentHeader(true, number, newEpoch, newBase, synced, capacity, 0, 0, store);
    }

    SegmentHeader cut(long sequence, long position) {
        return new SegmentHeader(inUse, number, epoch, base, syncedUpTo, capacity, sequence, position, store);
    }
}
