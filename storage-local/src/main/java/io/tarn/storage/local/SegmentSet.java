package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import io.tarn.storage.local.disk.Disk;
import io.tarn.storage.local.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** All segment files: those in use, by epoch, and those that wait to be used (again). */
final class SegmentSet implements AutoCloseable {
    /** Free segments that are kept for use; more are deleted. */
    static final int FREE_SEGMENTS_MAX = 2;

    private static final int ZERO_BYTES = 1 << 20;
    private static final long SYNC_BYTES = 16L << 20;
    private static final String SUFFIX = ".seg";

    private final Disk disk;
    private final Path directory;
    private final UUID store;
    private final Options options;
    private final NavigableMap<Long, Segment> inUse = new ConcurrentSkipListMap<>();
    private final Deque<Segment> free = new ArrayDeque<>();
    private final AtomicLong lastNumber = new AtomicLong();
    private long lastEpoch;
    private long largest;

    SegmentSet(Disk disk, Path directory, UUID store, Options options) {
        this.disk = disk;
        this.directory = directory;
        this.store = store;
        this.options = options;
    }

    /** Reads all headers, and deletes files that were never finished. */
    void load() throws IOException {
        // An attempt before may have left names that are not safe yet.
        syncDirectory();
        for (String name : disk.list(directory)) {
            if (!name.endsWith(SUFFIX)) {
                throw new StorageException.Corrupt("not a file of this store: " + directory.resolve(name));
            }
            load(directory.resolve(name), Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
        }
    }

    private void load(Path path, long number) throws IOException {
        lastNumber.accumulateAndGet(number, Math::max);
        DiskFile file = disk.open(path);
        ByteBuffer sector = ByteBuffer.allocate(Format.SECTOR_BYTES);
        file.read(sector, 0);
        boolean blank =
                sector.flip().mismatch(ByteBuffer.allocate(Format.SECTOR_BYTES).limit(sector.limit())) < 0;
        SegmentHeader header = sector.limit() < Format.SECTOR_BYTES ? null : SegmentHeader.decode(sector);
        if (header == null) {
            if (!blank) {
                file.close();
                throw new StorageException.Corrupt("the header of " + path + " does not check");
            }
            file.close();
            disk.delete(path);
            return;
        }
        if (header.number() != number || !header.store().equals(store) || file.size() < header.capacity()) {
            file.close();
            throw new StorageException.Corrupt(path + " is another segment, of another store, or cut short");
        }
        lastEpoch = Math.max(lastEpoch, header.epoch());
        largest = Math.max(largest, header.capacity());
        Segment segment = new Segment(path, file, header);
        if (!header.inUse()) {
            free.add(segment);
        } else if (inUse.put(header.epoch(), segment) != null) {
            throw new StorageException.Corrupt("two segments have epoch " + header.epoch() + ", one is " + path);
        }
    }

    /** The segments in use, by epoch. */
    Collection<Segment> inUse() {
        return inUse.values();
    }

    /** The segment in use of an epoch, or null. */
    @Nullable
    Segment inUse(long epoch) {
        return inUse.get(epoch);
    }

    /** Number of segments that wait. */
    int freeCount() {
        synchronized (free) {
            return free.size();
        }
    }

    /** Bytes of all segment files. */
    long totalBytes() {
        long total = inUse.values().stream()
                .mapToLong(segment -> segment.header().capacity())
                .sum();
        synchronized (free) {
            return total
                    + free.stream()
                            .mapToLong(segment -> segment.header().capacity())
                            .sum();
        }
    }

    /** A free segment with room for {@code bytes} of records, which may be a small one; made at once if none waits. */
    Segment takeSmall(long bytes) throws IOException {
        Segment free = takeFree(bytes);
        return free != null ? free : create(bytes, options.segmentBytesFirst(), () -> false);
    }

    /** A free segment with room for {@code bytes} of records; made at once if none waits. */
    Segment take(long bytes) throws IOException {
        Segment free = takeFree(bytes);
        return free != null ? free : create(bytes, nextCapacity(), () -> false);
    }

    private @Nullable Segment takeFree(long bytes) {
        synchronized (free) {
            for (Segment segment : free) {
                if (segment.header().capacity() - Format.SEGMENT_START >= bytes) {
                    free.remove(segment);
                    return segment;
                }
            }
        }
        return null;
    }

    /**
     * Makes a segment and lets it wait.
     *
     * @throws CancellationException if it was cancelled first: then there is no segment
     */
    void prepare(BooleanSupplier cancelled) throws IOException {
        Segment segment = create(0, nextCapacity(), cancelled);
        synchronized (free) {
            free.add(segment);
        }
    }

    private Segment create(long bytes, long least, BooleanSupplier cancelled) throws IOException {
        long capacity = Math.max(least, Format.align(bytes + Format.SEGMENT_START, Format.SEGMENT_START));
        long number = lastNumber.incrementAndGet();
        Path path = directory.resolve("%010d%s".formatted(number, SUFFIX));
        DiskFile file = disk.create(path);
        boolean done = false;
        try {
            zero(file, path, capacity, cancelled);
            sync(file);
            SegmentHeader header = new SegmentHeader(false, number, 0, 0, 0, capacity, 0, 0, store);
            file.write(header.encode(), 0);
            sync(file);
            syncDirectory();
            done = true;
            return new Segment(path, file, header);
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    private void zero(DiskFile file, Path path, long capacity, BooleanSupplier cancelled) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(ZERO_BYTES, capacity));
        for (long at = 0; at < capacity; at += zeros.capacity()) {
            if (cancelled.getAsBoolean()) {
                disk.delete(path);
                throw new CancellationException();
            }
            try {
                file.write(zeros.clear().limit((int) Math.min(zeros.capacity(), capacity - at)), at);
            } catch (IOException e) {
                if (disk.usableBytes(directory) >= zeros.capacity()) {
                    throw e;
                }
                disk.delete(path);
                throw new StorageException.OutOfSpace("no room for a segment of " + capacity + " bytes in " + directory
                        + ": delete something or add space");
            }
            if (at % SYNC_BYTES == SYNC_BYTES - ZERO_BYTES) {
                // By and by, so that commits do not wait behind a gigabyte of zeros.
                sync(file);
            }
        }
    }

    /** Twice the largest so far, but no more than a quarter of the space that is left, nor less than the first. */
    private synchronized long nextCapacity() throws IOException {
        largest = largest == 0
                ? options.segmentBytesFirst()
                : Math.min(options.segmentBytesMax(), Math.max(largest, options.segmentBytesFirst()) * 2);
        long capacity = largest;
        long room = disk.usableBytes(directory) / 4;
        while (capacity > room && capacity / 2 >= options.segmentBytesFirst()) {
            capacity /= 2;
        }
        return capacity;
    }

    /** The header with which a free segment begins its next use; takes a new epoch. */
    SegmentHeader begin(Segment segment, long base, long syncedUpTo) {
        return segment.header().begun(++lastEpoch, base, syncedUpTo);
    }

    /** Lets readers find a segment that was begun. */
    void opened(Segment segment) {
        segment.openForReaders();
        inUse.put(segment.epoch(), segment);
    }

    /** Takes a segment out of use for good and lets it wait for its next; false if a reader holds it. */
    boolean free(Segment segment) throws IOException {
        if (!segment.closeForReaders()) {
            return false;
        }
        inUse.remove(segment.epoch());
        writeHeader(segment, segment.header().freed());
        segment.writePosition = Format.SEGMENT_START;
        segment.lastSequence = Long.MAX_VALUE;
        synchronized (free) {
            if (free.size() < FREE_SEGMENTS_MAX) {
                free.add(segment);
                return true;
            }
        }
        segment.file.close();
        disk.delete(segment.path);
        return true;
    }

    /** Writes and syncs a header. */
    void writeHeader(Segment segment, SegmentHeader header) throws IOException {
        segment.file.write(header.encode(), 0);
        sync(segment.file);
        segment.setHeader(header);
    }

    /** Syncs what was written to a file of the log, as far as the options ask for it. */
    void sync(DiskFile file) throws IOException {
        if (options.durability() == Durability.FULL && !options.sabotage().contains(Sabotage.SKIP_FDATASYNC)) {
            file.force();
        }
    }

    private void syncDirectory() throws IOException {
        if (options.durability() == Durability.FULL && !options.sabotage().contains(Sabotage.SKIP_DIRECTORY_SYNC)) {
            disk.syncDirectory(directory);
        }
    }

    @Override
    public void close() throws IOException {
        List<Segment> all = new ArrayList<>(inUse.values());
        synchronized (free) {
            all.addAll(free);
        }
        for (Segment segment : all) {
            segment.file.close();
        }
    }
}
