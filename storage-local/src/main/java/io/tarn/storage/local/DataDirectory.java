package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import io.tarn.storage.local.disk.Disk;
import io.tarn.storage.local.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The directory of a store: what it is (FORMAT), who has it (LOCK), and where its parts are. */
final class DataDirectory implements AutoCloseable {
    private static final String FORMAT = "FORMAT";
    private static final String FORMAT_NEW = "FORMAT.new";
    private static final String FIRST_LINE = "tarn local ";
    private static final Set<String> PARTS = Set.of("LOCK", FORMAT_NEW, "log", "volumes", "index", "lost+found");
    private static final int FORMAT_BYTES_MAX = 1_024;

    private final Path root;
    private final UUID store;
    private final Disk.DiskLock lock;

    private DataDirectory(Path root, UUID store, Disk.DiskLock lock) {
        this.root = root;
        this.store = store;
        this.lock = lock;
    }

    /**
     * Locks a directory and reads its FORMAT; makes a new store in an empty or missing one.
     *
     * @throws StorageException.Unavailable if another process has it, or it is something else
     */
    static DataDirectory open(Path root, Disk disk, RandomGenerator random) throws IOException {
        disk.createDirectory(root);
        Disk.DiskLock lock;
        try {
            lock = disk.lock(root.resolve("LOCK"));
        } catch (IOException e) {
            throw new StorageException.Unavailable(
                    "the data directory " + root + " cannot be locked: is another tarn running on it? "
                            + e.getMessage(),
                    e);
        }
        boolean opened = false;
        try {
            UUID store = disk.exists(root.resolve(FORMAT)) ? read(root, disk) : create(root, disk, random);
            syncNames(root, disk);
            opened = true;
            return new DataDirectory(root, store, lock);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    private static UUID read(Path root, Disk disk) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(FORMAT_BYTES_MAX);
        try (DiskFile file = disk.open(root.resolve(FORMAT))) {
            file.read(content, 0);
        }
        String text = StandardCharsets.US_ASCII.decode(content.flip()).toString();
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith(FIRST_LINE)) {
            throw new StorageException.Corrupt(root.resolve(FORMAT) + " is not the FORMAT of a data directory");
        }
        String version = lines.getFirst().substring(FIRST_LINE.length());
        if (!version.equals(String.valueOf(Format.VERSION))) {
            throw new StorageException.Unavailable("the data directory " + root + " has format " + version
                    + ", this program reads format " + Format.VERSION);
        }
        try {
            UUID store = parseStore(lines.get(1).substring("store ".length()));
            if (text.equals(text(store))) {
                return store;
            }
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new StorageException.Corrupt(root.resolve(FORMAT) + " does not check: " + e);
        }
        throw new StorageException.Corrupt(root.resolve(FORMAT) + " does not check");
    }

    private static UUID create(Path root, Disk disk, RandomGenerator random) throws IOException {
        for (String name : disk.list(root)) {
            if (!PARTS.contains(name)) {
                throw new StorageException.Unavailable("the directory " + root + " holds " + name
                        + " and no store: give an empty directory or one that does not exist");
            }
        }
        UUID store = new UUID(random.nextLong(), random.nextLong());
        for (String part : List.of("log", "volumes", "index")) {
            disk.createDirectory(root.resolve(part));
        }
        if (!disk.list(root.resolve("log")).isEmpty()
                || !disk.list(root.resolve("volumes")).isEmpty()) {
            throw new StorageException.Corrupt("the data directory " + root + " has lost its FORMAT file");
        }
        Path unnamed = root.resolve(FORMAT_NEW);
        if (disk.exists(unnamed)) {
            disk.delete(unnamed);
        }
        try (DiskFile file = disk.create(unnamed)) {
            file.write(ByteBuffer.wrap(text(store).getBytes(StandardCharsets.US_ASCII)), 0);
            file.force();
        }
        disk.rename(unnamed, root.resolve(FORMAT));
        return store;
    }

    /** Makes the names on the way to FORMAT safe, also those that an earlier attempt left. */
    private static void syncNames(Path root, Disk disk) throws IOException {
        disk.syncDirectory(root);
        Path parent = root.toAbsolutePath().getParent();
        if (parent != null) {
            disk.syncDirectory(parent);
        }
    }

    private static String text(UUID store) {
        String text = "%s%d\nstore %016x%016x\n"
                .formatted(FIRST_LINE, Format.VERSION, store.getMostSignificantBits(), store.getLeastSignificantBits());
        int checksum = Format.checksum(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        return text + "crc %08x\n".formatted(checksum);
    }

    private static UUID parseStore(String hex) {
        return new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
    }

    UUID store() {
        return store;
    }

    Path root() {
        return root;
    }

    Path log() {
        return root.resolve("log");
    }

    Path volumes() {
        return root.resolve("volumes");
    }

    Path index() {
        return root.resolve("index");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
