package io.tarn.storage.local;

import io.tarn.storage.Batch;
import io.tarn.storage.Batch.BodySource;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.Fence;
import io.tarn.storage.RowName;
import io.tarn.storage.StagedBody;
import io.tarn.storage.Tally;
import io.tarn.storage.local.disk.SystemDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the golden image of the format, by hand, once for every format that is released. Arguments: an empty directory
 * to work in, and the zip file to make.
 */
final class GoldenImage {
    static final Fence FENCE = new Fence(2, Bytes.utf8("golden"));

    private GoldenImage() {}

    static Options options() {
        return Options.builder()
                .segments(16 << 10, 32 << 10)
                .volumes(1 << 20, 256 << 10)
                .reserve(0, 0)
                .build();
    }

    public static void main(String... arguments) throws IOException {
        Path work = Path.of(arguments[0]);
        try (LocalStore store = LocalStore.open(
                work.resolve("data"),
                options(),
                InstantSource.fixed(Instant.EPOCH),
                new SplittableRandom(1),
                new SystemDisk())) {
            write(store);
            store.engine().flushes().flush();
            writeMore(store);
            store.engine().committer().seal();
            copy(work.resolve("data"), work.resolve("copy"));
        }
        zip(work.resolve("copy"), Path.of(arguments[1]));
    }

    /** Rows of every kind, in segments that were compacted and used again. */
    static void write(LocalStore store) {
        long space = store.createSpace();
        store.createSpace();
        store.fence(FENCE);
        long dropped = store.createSpace();
        put(store, dropped, "gone", 'c', 300);
        for (int i = 0; i < 60; i++) {
            put(store, space, "small" + i % 5, 'c', 1_000 + i);
        }
        store.fence(new Fence(dropped, Bytes.utf8("golden")));
        store.dropSpace(dropped);
        put(store, space, "large", 'c', 400_000);
        put(store, space, "empty", 'c', 0);
        put(store, space, "nul\0key", 'c', 10);
    }

    /** What only the log holds. */
    static void writeMore(LocalStore store) {
        store.commit(Batch.on(1, Bytes.utf8("small1"))
                .move(name('c'), name('v'), Bytes.utf8("moved"), Tally.NONE)
                .build());
        store.commit(Batch.on(1, Bytes.utf8("small2"))
                .put(name('c'), Bytes.utf8("kept"), new BodySource.Keep(), Tally.of(Map.of(3, -4L)))
                .build());
        store.commit(Batch.on(1, Bytes.utf8("small3")).delete(name('c')).build());
        put(store, 1, "later", 'c', 150_000);
        put(store, 1, "latest", 'c', 50);
    }

    private static RowName name(char table) {
        return new RowName((byte) table, Bytes.EMPTY);
    }

    private static void put(LocalStore store, long space, String anchor, char table, int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i * 31L % 251);
        }
        try (BodyWriter writer = store.stage(length)) {
            writer.write(ByteBuffer.wrap(data));
            StagedBody body = writer.finish();
            store.commit(Batch.on(space, Bytes.utf8(anchor))
                    .put(name(table), Bytes.utf8("value of " + anchor), body, Tally.of(Map.of(0, 1L, 1, (long) length)))
                    .build());
        }
    }

    /** Copies a directory as it is at the moment. */
    static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path each : all) {
            Path target = to.resolve(from.relativize(each).toString());
            if (Files.isDirectory(each)) {
                Files.createDirectories(target);
            } else {
                Files.copy(each, target);
            }
        }
    }

    private static void zip(Path from, Path file) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(9);
            for (Path each : all) {
                String name = from.relativize(each).toString();
                boolean log = each.getFileName().toString().startsWith("LOG");
                if (Files.isRegularFile(each) && !log) {
                    zip.putNextEntry(new ZipEntry(name));
                    Files.copy(each, zip);
                    zip.closeEntry();
                }
            }
        }
    }
}
