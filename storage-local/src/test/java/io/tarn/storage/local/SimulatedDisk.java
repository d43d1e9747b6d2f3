package io.tarn.storage.local;

import io.tarn.storage.Bytes;
import io.tarn.storage.local.disk.Disk;
import io.tarn.storage.local.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory with a page cache: what is not synced may be lost, in any part, when it crashes. Operations are
 * counted; one of them can fail, or be the last before the crash.
 */
final class SimulatedDisk implements Disk {
    private static final int SECTOR = 512;

    private final RandomGenerator random;
    private final Map<Path, Node> names = new TreeMap<>();
    private final Map<Path, List<Rename>> unsyncedNames = new HashMap<>();
    private final Set<Path> directories = new HashSet<>();
    private final Set<Path> locked = new HashSet<>();
    private final SimulatedIndex.Stored index;
    private long operations;
    private long failAt = Long.MAX_VALUE;
    private long crashAt = Long.MAX_VALUE;
    private boolean crashed;
    private long usable = 1L << 40;

    /** What a name stands for from now on: null for nothing. */
    private record Rename(
            Path name, @Nullable Node before, @Nullable Node after) {}

    private static final class Node {
        private byte[] cached = new byte[0];
        private byte[] stored = new byte[0];
        private final List<Write> unsynced = new ArrayList<>();

        private record Write(int position, Bytes data, int size) {}

        void write(int position, byte[] data) {
            cached = apply(cached, position, data);
            unsynced.add(new Write(position, Bytes.of(data), 0));
        }

        void resize(int size) {
            cached = Arrays.copyOf(cached, size);
            unsynced.add(new Write(0, Bytes.EMPTY, size));
        }

        private static byte[] apply(byte[] content, int position, byte[] data) {
            byte[] target =
                    position + data.length > content.length ? Arrays.copyOf(content, position + data.length) : content;
            System.arraycopy(data, 0, target, position, data.length);
            return target;
        }

        void sync() {
            for (Write write : unsynced) {
                stored = write.size > 0
                        ? Arrays.copyOf(stored, write.size)
                        : apply(stored, write.position, write.data.toArray());
            }
            unsynced.clear();
        }

        /** Any sectors of what is not synced reach the disk. */
        void tear(RandomGenerator random, int percent) {
            byte[] content = stored.clone();
            for (Write write : unsynced) {
                if (write.size > 0) {
                    content = random.nextInt(100) < percent ? Arrays.copyOf(content, write.size) : content;
                    continue;
                }
                int at = 0;
                while (at < write.data.length()) {
                    int end = Math.min(write.data.length(), at + SECTOR - (write.position + at) % SECTOR);
                    if (random.nextInt(100) < percent) {
                        content = apply(
                                content,
                                write.position + at,
                                write.data.slice(at, end).toArray());
                    }
                    at = end;
                }
            }
            stored = content;
            unsynced.clear();
        }
    }

    SimulatedDisk(RandomGenerator random) {
        this(random, new SimulatedIndex.Stored());
    }

    private SimulatedDisk(RandomGenerator random, SimulatedIndex.Stored index) {
        this.random = random;
        this.index = index;
    }

    /** Operations done so far. */
    long operations() {
        return operations;
    }

    /** The operation of this number, counted from 1, throws. */
    void failAt(long operation) {
        failAt = operation;
    }

    /** From the operation of this number on, nothing happens any more. */
    void crashAt(long operation) {
        crashAt = operation;
    }

    boolean crashed() {
        return crashed;
    }

    void setUsable(long bytes) {
        usable = bytes;
    }

    /** The index that lies on this disk. */
    Engine.IndexOpener index() {
        return path -> new SimulatedIndex(index, this);
    }

    /** The process is gone: its locks are free, the page cache is as it was, what the index kept in memory is lost. */
    void processEnded() {
        locked.clear();
    }

    /**
     * The disk as the machine finds it after the loss of power.
     *
     * @param percent chance of what was not synced to be there
     */
    SimulatedDisk afterCrash(int percent) {
        SimulatedDisk next = new SimulatedDisk(random, index);
        next.directories.addAll(directories);
        next.names.putAll(names);
        for (List<Rename> changes : unsyncedNames.values()) {
            int kept = random.nextInt(100) < percent ? random.nextInt(changes.size() + 1) : 0;
            for (int i = changes.size() - 1; i >= kept; i--) {
                Rename change = changes.get(i);
                next.set(change.name, change.before);
            }
        }
        for (Node node : new HashSet<>(next.names.values())) {
            node.tear(random, percent);
            node.cached = node.stored.clone();
        }
        next.usable = usable;
        return next;
    }

    /** Flips one bit of a file. */
    void flip(Path file, long position, int bit) {
        Node node = Objects.requireNonNull(names.get(file));
        node.cached[(int) position] ^= (byte) (1 << bit);
        node.stored = node.cached.clone();
    }

    /** The bytes of a file. */
    byte[] content(Path file) {
        return Objects.requireNonNull(names.get(file)).cached.clone();
    }

    private void set(Path name, @Nullable Node node) {
        if (node == null) {
            names.remove(name);
        } else {
            names.put(name, node);
        }
    }

    private void bind(Path name, @Nullable Node after) {
        unsyncedNames
                .computeIfAbsent(name.getParent(), ignored -> new ArrayList<>())
                .add(new Rename(name, names.get(name), after));
        set(name, after);
    }

    /** Counts an operation; throws if it is the one. */
    void step(String what) throws IOException {
        operations++;
        if (operations >= crashAt) {
            crashed = true;
        }
        if (crashed) {
            throw new IOException("the disk has crashed before " + what);
        }
        if (operations == failAt) {
            throw new IOException("the disk fails to " + what);
        }
    }

    private Node node(Path file) throws IOException {
        Node node = names.get(file);
        if (node == null) {
            throw new IOException("no file " + file);
        }
        return node;
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        step("create " + file);
        if (names.containsKey(file) || !directories.contains(file.getParent())) {
            throw new IOException("cannot create " + file);
        }
        bind(file, new Node());
        return new OpenFile(node(file), file);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        step("open " + file);
        return new OpenFile(node(file), file);
    }

    @Override
    public boolean exists(Path path) throws IOException {
        step("look for " + path);
        return names.containsKey(path) || directories.contains(path);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        step("create " + directory);
        directories.add(directory);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        step("list " + directory);
        return names.keySet().stream()
                .filter(name -> directory.equals(name.getParent()))
                .map(name -> name.getFileName().toString())
                .toList();
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("rename " + from);
        Node node = node(from);
        bind(to, node);
        bind(from, null);
    }

    @Override
    public void delete(Path file) throws IOException {
        step("delete " + file);
        if (!names.containsKey(file)) {
            throw new IOException("no file " + file);
        }
        bind(file, null);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        step("sync " + directory);
        unsyncedNames.remove(directory);
    }

    @Override
    public DiskLock lock(Path file) throws IOException {
        step("lock " + file);
        if (!locked.add(file)) {
            throw new IOException("locked: " + file);
        }
        return () -> locked.remove(file);
    }

    @Override
    public long usableBytes(Path path) {
        return usable;
    }

    @Override
    public long totalBytes(Path path) {
        return 1L << 40;
    }

    private final class OpenFile implements DiskFile {
        private final Node node;
        private final Path path;

        OpenFile(Node node, Path path) {
            this.node = node;
            this.path = path;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            step("read " + path);
            int bytes = Math.clamp(node.cached.length - position, 0, target.remaining());
            target.put(node.cached, (int) position, bytes);
            return bytes;
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            byte[] data = new byte[source.remaining()];
            source.get(data);
            try {
                step("write " + path);
            } catch (IOException e) {
                // What fails half-way may have begun, by whole sectors.
                int sectors = random.nextInt((data.length + SECTOR - 1) / SECTOR + 1);
                int bytes = Math.clamp((long) sectors * SECTOR - position % SECTOR, 0, data.length);
                node.write((int) position, Arrays.copyOf(data, bytes));
                throw e;
            }
            node.write((int) position, data);
        }

        @Override
        public void force() throws IOException {
            try {
                step("sync " + path);
            } catch (IOException e) {
                if (!crashed) {
                    // As Linux does: what could not be written counts as clean from now on.
                    node.tear(random, 50);
                }
                throw e;
            }
            node.sync();
        }

        @Override
        public long size() throws IOException {
            step("size " + path);
            return node.cached.length;
        }

        @Override
        public void resize(long size) throws IOException {
            step("resize " + path);
            node.resize((int) size);
        }

        @Override
        public void punch(long position, long length) throws IOException {
            step("punch " + path);
            node.write((int) position, new byte[(int) length]);
        }

        /** Nothing may depend on it: what is not synced may or may not reach the disk anyway. */
        @Override
        public void writeBack(long position, long length) {}

        @Override
        public void close() {}
    }
}
