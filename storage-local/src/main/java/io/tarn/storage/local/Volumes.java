package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import io.tarn.storage.local.disk.Disk;
import io.tarn.storage.local.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * All volumes: gives regions to bodies that are staged, takes those of freed bodies back once no reader holds them.
 *
 * <p>Which regions are taken is in the index; regions of bodies that were only staged are free after a restart.
 */
final class Volumes implements AutoCloseable {
    private static final String SUFFIX = ".vol";

    private final Disk disk;
    private final Path directory;
    private final UUID store;
    private final Options options;
    private final StopSwitch stop;
    private final Consumer<Extent> punch;
    private final ConcurrentSkipListMap<Integer, Volume> volumes = new ConcurrentSkipListMap<>();
    private final Object regionsLock = new Object();
    private final Map<Long, Pin> pins = new HashMap<>();
    private volatile long freeClock;

    private static final class Pin {
        private int readers;
        private BodyRef.InVolumes freed;
        private boolean isFreed;

        private Pin(BodyRef.InVolumes body) {
            this.freed = body;
        }
    }

    /**
     * For the volumes in a directory.
     *
     * @param punch told of regions whose space can be given back to the device, before they are used again
     */
    Volumes(Disk disk, Path directory, UUID store, Options options, StopSwitch stop, Consumer<Extent> punch) {
        this.disk = disk;
        this.directory = directory;
        this.store = store;
        this.options = options;
        this.stop = stop;
        this.punch = punch;
    }

    /** Opens all volumes and learns from the index what is taken in them. */
    void load(Index index) throws IOException {
        syncDirectory();
        for (String name : disk.list(directory)) {
            if (!name.endsWith(SUFFIX)) {
                throw new StorageException.Corrupt("not a file of this store: " + directory.resolve(name));
            }
            Path path = directory.resolve(name);
            int number = Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
            DiskFile file = disk.open(path);
            boolean empty = empty(index, number);
            Volume volume = Volume.open(number, path, file, store);
            if (volume != null) {
                if (empty) {
                    // It may be left by an attempt whose sync failed: then the disk need not hold its header.
                    file.resize(volume.capacity);
                    writeHeader(file, number, volume.capacity);
                }
                volumes.put(number, volume);
            } else if (empty) {
                file.close();
                disk.delete(path);
            } else {
                file.close();
                throw new StorageException.Corrupt(
                        "the header of " + path + " does not check, or the file is cut short, and bodies are in it");
            }
        }
        byte[] all = IndexKeys.letter('X');
        try (IndexCursor cursor = index.cursor(all, IndexKeys.after(all))) {
            for (; cursor.valid(); cursor.next()) {
                ByteBuffer key = ByteBuffer.wrap(cursor.key(), 1, 12);
                volume(key.getInt())
                        .regions
                        .occupy(key.getLong(), ByteBuffer.wrap(cursor.value()).getLong());
            }
        }
    }

    /** True if no body is in the volume. */
    private static boolean empty(Index index, int number) {
        try (IndexCursor cursor = index.cursor(IndexKeys.extent(number, 0), IndexKeys.extent(number, Long.MAX_VALUE))) {
            return !cursor.valid();
        }
    }

    private void writeHeader(DiskFile file, int number, long capacity) throws IOException {
        file.write(Volume.header(number, capacity, store), 0);
        if (options.durability() == Durability.FULL) {
            file.force();
        }
    }

    private void syncDirectory() throws IOException {
        if (options.durability() == Durability.FULL && !options.sabotage().contains(Sabotage.SKIP_DIRECTORY_SYNC)) {
            disk.syncDirectory(directory);
        }
    }

    private Volume volume(int number) {
        Volume volume = volumes.get(number);
        if (volume == null) {
            throw new StorageException.Corrupt(
                    "volume " + number + " is missing in " + directory + " and bodies are in it");
        }
        return volume;
    }

    /** Takes room for {@code length} bytes of a body, all together. */
    Extent take(long length) {
        long bytes = new Extent(0, 0, length).regionBytes();
        synchronized (regionsLock) {
            for (Volume volume : volumes.values()) {
                long position = volume.regions.freeBytes() < bytes ? -1 : volume.regions.take(bytes);
                if (position >= 0) {
                    return new Extent(volume.number, position, length);
                }
            }
            Volume volume = create();
            return new Extent(volume.number, volume.regions.take(bytes), length);
        }
    }

    private Volume create() {
        stop.check();
        int number = volumes.isEmpty() ? 1 : volumes.lastKey() + 1;
        Path path = directory.resolve("%010d%s".formatted(number, SUFFIX));
        try {
            DiskFile file = disk.create(path);
            file.resize(options.volumeBytes());
            writeHeader(file, number, options.volumeBytes());
            syncDirectory();
            Volume volume = new Volume(number, path, file, options.volumeBytes());
            volumes.put(number, volume);
            return volume;
        } catch (IOException e) {
            stop.stop("a volume could not be made", e);
            throw stop.refusal();
        }
    }

    /** Gives the end of an extent back that its body does not need. */
    Extent trim(Extent extent, long length) {
        Extent kept = new Extent(extent.volume(), extent.position(), length);
        long unused = extent.regionBytes() - kept.regionBytes();
        if (unused > 0) {
            synchronized (regionsLock) {
                volume(extent.volume()).regions.release(extent.position() + kept.regionBytes(), unused);
            }
        }
        return kept;
    }

    /** Writes a block of an extent. */
    void write(Extent extent, ByteBuffer frames, long offset) {
        try {
            volume(extent.volume()).write(frames, extent.position() + offset);
        } catch (IOException e) {
            if (full()) {
                throw new StorageException.OutOfSpace("no room in " + directory + ": delete something or add space");
            }
            throw new StorageException.Unavailable("a volume could not be written", e);
        }
    }

    /** Lets the device begin to write what lies in an extent from {@code offset} on, so that the sync has less to do. */
    void writeBack(Extent extent, long offset, long bytes) {
        if (options.durability() == Durability.FULL) {
            volume(extent.volume()).file.writeBack(extent.position() + offset, bytes);
        }
    }

    private boolean full() {
        try {
            return disk.usableBytes(directory) < Blocks.FRAME_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads from an extent until {@code target} is full. */
    int read(Extent extent, ByteBuffer target, long offset) throws IOException {
        return volume(extent.volume()).file.read(target, extent.position() + offset);
    }

    /** Makes a body safe. A failure stops the store. */
    void sync(BodyRef.InVolumes body) {
        if (options.durability() != Durability.FULL) {
            return;
        }
        List<Integer> numbers =
                body.extents().stream().map(Extent::volume).distinct().toList();
        for (int number : numbers) {
            try {
                volume(number).sync();
            } catch (IOException e) {
                stop.stop("a volume could not be synced", e);
                throw stop.refusal();
            }
        }
    }

    /** Changes with every body that is freed: if it did not change, what was found in the index is still there. */
    long freeClock() {
        return freeClock;
    }

    /** Holds a body for a reader. */
    void pin(BodyRef.InVolumes body) {
        synchronized (pins) {
            pins.computeIfAbsent(body.id(), ignored -> new Pin(body)).readers++;
        }
    }

    void unpin(BodyRef.InVolumes body) {
        BodyRef.InVolumes toRelease = null;
        synchronized (pins) {
            Pin pin = pins.get(body.id());
            if (pin == null) {
                throw new IllegalStateException("a body was released more often than held");
            }
            if (--pin.readers == 0) {
                pins.remove(body.id());
                toRelease = pin.isFreed ? pin.freed : null;
            }
        }
        if (toRelease != null) {
            release(toRelease);
        }
    }

    /** Frees bodies that no row owns any more, each when no reader holds it. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void free(Collection<BodyRef.InVolumes> bodies) {
        if (bodies.isEmpty()) {
            return;
        }
        freeClock++;
        for (BodyRef.InVolumes body : bodies) {
            boolean held;
            synchronized (pins) {
                Pin pin = pins.get(body.id());
                held = pin != null;
                if (pin != null) {
                    pin.isFreed = true;
                    pin.freed = body;
                }
            }
            if (!held) {
                release(body);
            }
        }
    }

    /** Gives all regions of a body back. */
    void release(BodyRef.InVolumes body) {
        body.extents().forEach(punch);
    }

    /** Punches a region out and lets it be used again. */
    void reuse(Extent extent) {
        Volume volume = volume(extent.volume());
        try {
            volume.file.punch(extent.position(), extent.regionBytes());
        } catch (IOException e) {
            stop.stop("a region could not be given back", e);
            return;
        }
        synchronized (regionsLock) {
            volume.regions.release(extent.position(), extent.regionBytes());
        }
    }

    /** Bytes that bodies do not take in the volumes there are. */
    long freeBytes() {
        synchronized (regionsLock) {
            return volumes.values().stream()
                    .mapToLong(volume -> volume.regions.freeBytes())
                    .sum();
        }
    }

    int count() {
        return volumes.size();
    }

    @Override
    public void close() throws IOException {
        for (Volume volume : volumes.values()) {
            volume.file.close();
        }
    }
}
