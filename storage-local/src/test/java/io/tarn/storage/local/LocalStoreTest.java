package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.storage.Batch;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StagedBody;
import io.tarn.storage.StorageException;
import io.tarn.storage.Tally;
import io.tarn.storage.local.disk.Disk;
import io.tarn.storage.local.disk.SystemDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as a server runs it, with its threads, on a real disk. */
final class LocalStoreTest {
    private static final RowName ROW = new RowName((byte) 'c', Bytes.EMPTY);

    @TempDir
    Path directory;

    private static Options small() {
        return Options.builder()
                .durability(Durability.RELAXED)
                .segments(256 << 10, 1 << 20)
                .reserve(0, 0)
                .build();
    }

    private LocalStore open(Options options, Disk disk) {
        return LocalStore.open(
                directory.resolve("data"), options, InstantSource.system(), new SplittableRandom(1), disk);
    }

    private LocalStore open(Options options) {
        return open(options, new SystemDisk());
    }

    private static RowKey key(String anchor) {
        return new RowKey(0, ROW.table(), Bytes.utf8(anchor), ROW.suffix());
    }

    private static byte[] pattern(long seed, int length) {
        byte[] data = new byte[length];
        new Random(seed).nextBytes(data);
        return data;
    }

    private static CommitResult put(LocalStore store, String anchor, byte[] data) {
        try (BodyWriter writer = store.stage(data.length)) {
            writer.write(ByteBuffer.wrap(data));
            try (StagedBody body = writer.finish()) {
                return store.commit(Batch.on(0, Bytes.utf8(anchor))
                        .put(ROW, Bytes.utf8("v"), body, Tally.NONE)
                        .build());
            }
        }
    }

    private static byte[] read(LocalStore store, String anchor) {
        try (OpenRow row = Objects.requireNonNull(store.open(key(anchor)))) {
            return Objects.requireNonNull(Expectation.body(row)).toArray();
        }
    }

    @Test
    void open_directoryInUse_saysWhich() {
        try (LocalStore store = open(small())) {
            assertThat(store.health().writable()).isTrue();
            assertThatThrownBy(() -> open(small()))
                    .isInstanceOf(StorageException.Unavailable.class)
                    .hasMessageContaining(directory.resolve("data").toString())
                    .hasMessageContaining("another tarn");
        }
        open(small()).close();
    }

    @Test
    void open_directoryOfSomethingElse_isRefused() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> open(small()))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining("letter.txt");
        assertThat(data.resolve("FORMAT")).doesNotExist();
    }

    @Test
    void open_laterFormat_isRefusedByName() throws IOException {
        open(small()).close();
        Path format = directory.resolve("data/FORMAT");
        Files.writeString(format, Files.readString(format).replace("local 1", "local 2"));
        assertThatThrownBy(() -> open(small()))
                .isInstanceOf(StorageException.Unavailable.class)
                .hasMessageContaining("format 2");
    }

    @Test
    void use_afterClose_isRefusedNotACrash() {
        LocalStore store = open(small());
        put(store, "a", pattern(1, 100));
        var scan = store.scan(0, ROW.table());
        store.close();
        store.close();
        assertThatThrownBy(() -> store.get(key("a"))).isInstanceOf(StorageException.Unavailable.class);
        assertThatThrownBy(scan::next).isInstanceOf(StorageException.Unavailable.class);
        scan.close();
        assertThatThrownBy(() -> store.commit(Batch.on(0, Bytes.EMPTY).build()))
                .isInstanceOf(StorageException.Unavailable.class);
        assertThat(store.health().writable()).isFalse();
    }

    @Test
    void open_afterCleanClose_replaysNextToNothing() {
        try (LocalStore store = open(small())) {
            put(store, "a", pattern(1, 100));
        }
        try (LocalStore store = open(small())) {
            assertThat(store.recovery().torn()).isFalse();
            assertThat(store.recovery().replayedRecords()).isZero();
            assertThat(read(store, "a")).isEqualTo(pattern(1, 100));
        }
    }

    @Test
    void commit_batchTooLarge_isRefused() {
        try (LocalStore store = open(small())) {
            Batch.Builder builder = Batch.on(0, Bytes.utf8("a"));
            Bytes value = Bytes.wrap(new byte[64 * 1024]);
            for (int i = 0; i < 600; i++) {
                builder.put(new RowName((byte) 'c', Bytes.utf8("" + i)), value);
            }
            assertThatThrownBy(() -> store.commit(builder.build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most");
            Batch.Builder smaller = Batch.on(0, Bytes.utf8("a"));
            for (int i = 0; i < 300; i++) {
                smaller.put(new RowName((byte) 'c', Bytes.utf8("" + i)), value);
            }
            assertThat(store.commit(smaller.build())).isInstanceOf(CommitResult.Committed.class);
        }
    }

    @Test
    void commit_syncFails_isUnknownAndWritingStopsForGood() {
        GatedDisk disk = new GatedDisk(new SystemDisk());
        try (LocalStore store =
                open(small().toBuilder().durability(Durability.FULL).build(), disk)) {
            put(store, "a", pattern(1, 100));
            disk.failSyncs();
            assertThat(put(store, "b", pattern(2, 100))).isInstanceOf(CommitResult.Unknown.class);
            assertThat(store.health().writable()).isFalse();
            assertThat(store.health().reason()).contains("synced");
            disk.healSyncs();
            assertThatThrownBy(() -> put(store, "c", pattern(3, 100))).isInstanceOf(StorageException.Unavailable.class);
            assertThat(read(store, "a")).isEqualTo(pattern(1, 100));
            assertThat(store.get(key("b"))).isNull();
        }
        try (LocalStore store = open(small())) {
            assertThat(store.health().writable()).isTrue();
            assertThat(read(store, "a")).isEqualTo(pattern(1, 100));
        }
    }

    @Test
    void commit_queueFull_isBusyAndTheBodyServesAgain() throws Exception {
        GatedDisk disk = new GatedDisk(new SystemDisk());
        try (LocalStore store = open(
                small().toBuilder()
                        .durability(Durability.FULL)
                        .queue(4, 64 << 20)
                        .build(),
                disk)) {
            CountDownLatch stuck = disk.holdSyncs();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String anchor = "a" + i;
                callers.add(Thread.ofVirtual().start(() -> put(store, anchor, pattern(1, 100))));
                if (i == 0) {
                    stuck.await();
                }
            }
            while (store.metrics().queueLength() < 4) {
                Thread.onSpinWait();
            }
            try (BodyWriter writer = store.stage(3)) {
                writer.write(ByteBuffer.wrap(pattern(2, 3)));
                StagedBody body = writer.finish();
                Batch batch = Batch.on(0, Bytes.utf8("late"))
                        .put(ROW, Bytes.EMPTY, body, Tally.NONE)
                        .build();
                assertThat(store.commit(batch)).isEqualTo(new CommitResult.Busy());
                disk.letSyncsGo();
                for (Thread caller : callers) {
                    caller.join();
                }
                assertThat(store.commit(batch)).isInstanceOf(CommitResult.Committed.class);
            }
            assertThat(read(store, "late")).isEqualTo(pattern(2, 3));
            assertThat(store.metrics().syncs()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void stage_memoryForBodiesTaken_isBusyUntilOneEnds() {
        int frame = Blocks.FRAME_BYTES;
        try (LocalStore store = open(small().toBuilder().stagedBytes(2L * frame).build())) {
            BodyWriter first = store.stage(1 << 20);
            BodyWriter second = store.stage(1 << 20);
            assertThatThrownBy(() -> store.stage(1 << 20))
                    .isInstanceOf(StorageException.Busy.class)
                    .hasMessageContaining("stagedBytesMax");
            assertThatThrownBy(() -> store.stage(1)).isInstanceOf(StorageException.Busy.class);
            assertThat(store.metrics().stagedBytes()).isEqualTo(2L * frame);
            second.close();
            put(store, "a", pattern(1, 100));
            first.write(ByteBuffer.wrap(pattern(2, 1 << 20)));
            first.finish().close();
            first.close();
            assertThat(store.metrics().stagedBytes()).isZero();
        }
    }

    @Test
    void stage_longerThanTheLongestBody_isRefused() {
        try (LocalStore store =
                open(small().toBuilder().volumes(1 << 20, 64 << 10).build())) {
            long max = store.capabilities().bodyBytesMax();
            assertThat(max).isEqualTo((65_535L - 64) * (64 << 10));
            store.stage(max).close();
            assertThatThrownBy(() -> store.stage(max + 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void stage_announcedLongerThanItCame_isReadBack() {
        try (LocalStore store = open(small());
                BodyWriter writer = store.stage(1 << 20)) {
            writer.write(ByteBuffer.wrap(pattern(1, 1_000)));
            store.commit(Batch.on(0, Bytes.utf8("a"))
                    .put(ROW, Bytes.EMPTY, writer.finish(), Tally.NONE)
                    .build());
            assertThat(read(store, "a")).isEqualTo(pattern(1, 1_000));
        }
    }

    @Test
    void write_reserveReached_isOutOfSpaceAndDeletesGoOn() {
        GatedDisk disk = new GatedDisk(new SystemDisk());
        try (LocalStore store = open(small().toBuilder().reserve(1 << 20, 0).build(), disk)) {
            put(store, "a", pattern(1, 100));
            disk.setUsable(1000);
            store.engine().reserve().forget();
            assertThatThrownBy(() -> put(store, "b", pattern(1, 100)))
                    .isInstanceOf(StorageException.OutOfSpace.class)
                    .hasMessageContaining("reserve");
            assertThatThrownBy(store::createSpace).isInstanceOf(StorageException.OutOfSpace.class);
            assertThat(store.commit(Batch.on(0, Bytes.utf8("a")).delete(ROW).build()))
                    .isInstanceOf(CommitResult.Committed.class);
            assertThat(store.get(key("a"))).isNull();
            assertThat(store.health().writable()).isTrue();
        }
    }

    @Test
    void write_deviceFullToTheLastByte_isOutOfSpaceUntilThereIsRoom() {
        GatedDisk disk = new GatedDisk(new SystemDisk());
        try (LocalStore store = open(small(), disk)) {
            put(store, "a", pattern(1, 100));
            disk.setUsable(0);
            int written = 0;
            StorageException failure = null;
            while (failure == null && written < 1_000) {
                try {
                    assertThat(put(store, "b" + written, pattern(written, 50_000)))
                            .isInstanceOf(CommitResult.Committed.class);
                    written++;
                } catch (StorageException e) {
                    failure = e;
                }
            }
            assertThat(failure).isInstanceOf(StorageException.OutOfSpace.class);
            assertThat(store.health().writable()).isTrue();
            disk.setUsable(-1);
            assertThat(put(store, "c", pattern(7, 50_000))).isInstanceOf(CommitResult.Committed.class);
            for (int i = 0; i < written; i++) {
                assertThat(read(store, "b" + i)).isEqualTo(pattern(i, 50_000));
            }
            assertThat(store.get(key("b" + written))).isNull();
        }
        assertThat(directory.resolve("data/log"))
                .isDirectoryNotContaining(file -> file.toFile().length() == 0);
    }

    @Test
    void delete_largeBodies_spaceIsUsedAgain() {
        try (LocalStore store =
                open(small().toBuilder().volumes(8 << 20, 4 << 20).build())) {
            for (int i = 0; i < 30; i++) {
                put(store, "large", pattern(i, 3 << 20));
            }
            assertThat(store.metrics().volumes()).isLessThan(10);
            assertThat(read(store, "large")).isEqualTo(pattern(29, 3 << 20));
        }
    }

    @Test
    void overwrites_underReadersAndWriters_segmentsAreReclaimedAndReadsAreWhole() throws Exception {
        try (LocalStore store = open(small())) {
            ConcurrentMap<String, Long> acknowledged = new ConcurrentHashMap<>();
            AtomicBoolean writing = new AtomicBoolean(true);
            AtomicReference<Throwable> failure = new AtomicReference<>();
            List<Thread> threads = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                int number = writer;
                threads.add(Thread.ofVirtual()
                        .start(() -> attempt(failure, () -> {
                            for (long i = 0; i < 400; i++) {
                                String anchor = "a" + number + "-" + i % 7;
                                long seed = number * 1_000L + i;
                                put(store, anchor, seeded(seed, 200 + (int) (i % 5) * 4_000));
                                acknowledged.put(anchor, seed);
                            }
                        })));
            }
            for (int reader = 0; reader < 3; reader++) {
                int number = reader;
                Thread.ofVirtual()
                        .start(() -> attempt(failure, () -> {
                            Random random = new Random(number);
                            while (writing.get()) {
                                String anchor = "a" + random.nextInt(4) + "-" + random.nextInt(7);
                                Row row = store.get(key(anchor));
                                if (row != null) {
                                    checkSeeded(read(store, anchor));
                                }
                            }
                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            writing.set(false);
            assertThat(failure.get()).isNull();
            acknowledged.forEach((anchor, seed) ->
                    assertThat(ByteBuffer.wrap(read(store, anchor)).getLong()).isEqualTo(seed));
            // Compaction is work of the background: on a busy machine it may need more to happen before it has caught
            // up.
            for (int i = 0;
                    i < 5_000
                            && store.metrics().segmentBytes() >= store.metrics().logBytes();
                    i++) {
                put(store, "more", pattern(i, 8_000));
            }
            assertThat(store.metrics().segmentBytes())
                    .isLessThan(store.metrics().logBytes());
        }
        // Without threads nothing is being compacted while log and index are compared.
        try (LocalStore store = LocalStore.openAlone(
                directory.resolve("data"),
                small(),
                InstantSource.system(),
                new SplittableRandom(1),
                new SystemDisk(),
                path -> RocksIndex.open(path, 1 << 20, 1 << 20))) {
            LogRebuild.check(store.engine());
        }
    }

    private static void attempt(AtomicReference<Throwable> failure, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | AssertionError e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Bytes that begin with the seed that makes the rest. */
    private static byte[] seeded(long seed, int length) {
        byte[] data = pattern(seed, length);
        ByteBuffer.wrap(data).putLong(seed);
        return data;
    }

    private static void checkSeeded(byte[] data) {
        assertThat(data).isEqualTo(seeded(ByteBuffer.wrap(data).getLong(), data.length));
    }

    /** The process dies with its index unflushed: a copy of the files is what the next one finds. */
    @Test
    void open_copyOfARunningStore_everythingAcknowledgedIsThere() throws IOException {
        Path copy = directory.resolve("copy");
        Options options = small().toBuilder()
                .segments(16 << 20, 16 << 20)
                .volumes(8 << 20, 1 << 20)
                .build();
        try (LocalStore store = open(options)) {
            for (int i = 0; i < 200; i++) {
                put(store, "a" + i % 50, pattern(i, i % 10 == 0 ? 200_000 : 3_000));
            }
            store.commit(Batch.on(0, Bytes.utf8("a7")).delete(ROW).build());
            store.engine().committer().seal();
            GoldenImage.copy(directory.resolve("data"), copy);
        }
        try (LocalStore store =
                LocalStore.open(copy, options, InstantSource.system(), new SplittableRandom(1), new SystemDisk())) {
            assertThat(store.recovery().replayedRecords()).isPositive();
            for (int i = 150; i < 200; i++) {
                String anchor = "a" + i % 50;
                if (i % 50 == 7) {
                    assertThat(store.get(key(anchor))).isNull();
                } else {
                    assertThat(Arrays.equals(read(store, anchor), pattern(i, i % 10 == 0 ? 200_000 : 3_000)))
                            .isTrue();
                }
            }
            LogRebuild.check(store.engine());
        }
    }
}
