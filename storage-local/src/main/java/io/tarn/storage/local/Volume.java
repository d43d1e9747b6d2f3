package io.tarn.storage.local;

import io.tarn.storage.local.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A file that holds regions of large bodies. */
final class Volume {
    private static final long MAGIC = 0x5441_524E_564F_4C31L;

    final int number;
    final Path path;
    final DiskFile file;
    final long capacity;

    /** What is free in it; guarded by {@link Volumes}. */
    final RegionAllocator regions;

    private final AtomicLong written = new AtomicLong();
    private final ReentrantLock syncing = new ReentrantLock();
    private long synced;

    Volume(int number, Path path, DiskFile file, long capacity) {
        this.number = number;
        this.path = path;
        this.file = file;
        this.capacity = capacity;
        this.regions = new RegionAllocator(Format.REGION_ALIGNMENT, capacity);
    }

    /** The first sector of a volume. */
    static ByteBuffer header(int number, long capacity, UUID store) {
        ByteBuffer sector = ByteBuffer.allocate(Format.SECTOR_BYTES);
        sector.putLong(MAGIC)
                .putShort(Format.VERSION)
                .putShort((short) 0)
                .putInt(0)
                .putLong(number)
                .putLong(capacity)
                .putLong(store.getMostSignificantBits())
                .putLong(store.getLeastSignificantBits());
        sector.clear();
        return sector.putInt(12, Format.checksum(sector));
    }

    /** Opens a volume file; null if its header does not check or it is shorter than that says. */
    static @Nullable Volume open(int number, Path path, DiskFile file, UUID store) throws IOException {
        ByteBuffer sector = ByteBuffer.allocate(Format.SECTOR_BYTES);
        if (file.read(sector, 0) == Format.SECTOR_BYTES) {
            long capacity = sector.getLong(24);
            if (sector.flip().equals(header(number, capacity, store)) && file.size() >= capacity) {
                return new Volume(number, path, file, capacity);
            }
        }
        return null;
    }

    void write(ByteBuffer source, long position) throws IOException {
        file.write(source, position);
        written.incrementAndGet();
    }

    /** Makes everything written before safe; those who ask at the same time share one sync. */
    void sync() throws IOException {
        long mine = written.get();
        syncing.lock();
        try {
            if (synced < mine) {
                long upTo = written.get();
                file.force();
                synced = upTo;
            }
        } finally {
            syncing.unlock();
        }
    }
}
