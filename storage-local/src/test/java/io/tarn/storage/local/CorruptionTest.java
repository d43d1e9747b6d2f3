package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.storage.Bytes;
import io.tarn.storage.OpenRow;
import io.tarn.storage.RowKey;
import io.tarn.storage.StorageException;
import io.tarn.storage.local.disk.SystemDisk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rot in any file is an error, never other bytes. */
final class CorruptionTest {
    private static final Path SEGMENT = Story.ROOT.resolve("log/0000000001.seg");

    @TempDir
    Path directory;

    /** A store with small and large bodies, moved ones, deletes and a space; not closed, its index not flushed. */
    private static Story written(long seed) {
        Story story = new Story(new SimulatedDisk(new SplittableRandom(seed)), CrashLoopTest.options(), seed, null);
        story.open();
        long space = story.createSpace();
        story.put(space, "a", 500);
        story.put(space, "b", 3_000);
        story.put(space, "c", 'c', 700, true);
        story.put(space, "c", 'c', 700, true);
        story.move(space, "a", 'c', 'v');
        story.put(space, "d", 100);
        story.delete(space, "d", 'c');
        return story;
    }

    private static LocalStore open(SimulatedDisk disk) {
        return LocalStore.openAlone(
                Story.ROOT,
                CrashLoopTest.options(),
                InstantSource.fixed(Instant.EPOCH),
                new SplittableRandom(9),
                disk,
                disk.index());
    }

    /** What a store with one flipped bit shows: the same as before, or an error. */
    private static void look(Story story, Expectation before, Path file, long position, boolean[] noticed) {
        SimulatedDisk disk = story.disk().afterCrash(100);
        disk.flip(file, position, (int) (position % 8));
        try {
            Expectation found = Expectation.of(open(disk), 3);
            assertThat(found).as("%s at %s", file, position).isEqualTo(before);
        } catch (StorageException.Corrupt | StorageException.Unavailable e) {
            noticed[0] = true;
        }
    }

    @Test
    void open_bitFlippedInAnyFile_sameStateOrError() {
        for (boolean flushed : new boolean[] {false, true}) {
            Story story = written(3);
            Expectation before = Expectation.of(story.store(), 3);
            story.seal();
            if (flushed) {
                story.flush();
            }
            story.disk().processEnded();
            for (String name : List.of("FORMAT", "log/0000000001.seg", "volumes/0000000001.vol")) {
                Path file = Story.ROOT.resolve(name);
                boolean[] noticed = {false};
                byte[] content = story.disk().content(file);
                for (int position = 0; position < content.length; position += content[position] == 0 ? 61 : 7) {
                    look(story, before, file, position, noticed);
                }
                assertThat(noticed[0]).as(name).isTrue();
            }
        }
    }

    @Test
    void open_bitFlippedBelowTheIdleRecord_isCorruptNotTorn() {
        Story story = written(4);
        story.seal();
        long end = story.store().engine().committer().log().nextPosition();
        for (long position = Format.SEGMENT_START; position < end - Format.RECORD_HEADER_BYTES; position += 61) {
            SimulatedDisk disk = story.disk().afterCrash(100);
            disk.flip(SEGMENT, position, 3);
            int padding = story.disk().content(SEGMENT)[(int) position];
            if (padding != 0) {
                assertThatThrownBy(() -> open(disk))
                        .as("at %s", position)
                        .isInstanceOf(StorageException.Corrupt.class)
                        .hasMessageContaining("was synced");
            }
        }
    }

    @Test
    void open_lastRecordTornBeforeItsSync_isDroppedAndReported() {
        Story story = written(5);
        story.seal();
        long sealed = story.store().engine().committer().log().nextPosition();
        Expectation before = Expectation.of(story.store(), 3);
        story.put(0, "late", 400);
        SimulatedDisk disk = story.disk().afterCrash(100);
        disk.flip(SEGMENT, sealed + 100, 1);
        LocalStore store = open(disk);
        assertThat(Expectation.of(store, 3)).isEqualTo(before);
        assertThat(store.recovery().torn()).isTrue();
        assertThat(store.recovery().droppedRecords()).isEqualTo(1);
        assertThat(store.recovery().tornPosition()).isEqualTo(sealed);
    }

    @Test
    void open_segmentMissing_isCorrupt() throws IOException {
        Story story = written(6);
        story.kill();
        story.put(0, "a", 100);
        story.flush();
        SimulatedDisk disk = story.disk().afterCrash(100);
        for (String name : disk.list(Story.ROOT.resolve("log"))) {
            disk.delete(Story.ROOT.resolve("log").resolve(name));
        }
        assertThatThrownBy(() -> open(disk)).isInstanceOf(StorageException.Corrupt.class);
    }

    @Test
    void read_bodyRotsWhileOpen_isCorruptAndOthersAreRead() {
        Story story = written(7);
        RowKey small = Story.key(1, "a", 'v');
        RowKey large = Story.key(1, "b", 'c');
        for (RowKey key : List.of(small, large)) {
            RowState row = Objects.requireNonNull(story.store().engine().find(key));
            Path file = row.body() instanceof BodyRef.InLog ? SEGMENT : Story.ROOT.resolve("volumes/0000000001.vol");
            long position = row.body() instanceof BodyRef.InLog inLog
                    ? inLog.position()
                    : ((BodyRef.InVolumes) Objects.requireNonNull(row.body()))
                            .extents()
                            .getFirst()
                            .position();
            try (OpenRow open = Objects.requireNonNull(story.store().open(key))) {
                story.disk().flip(file, position + 10, 2);
                ByteBuffer target = ByteBuffer.allocate(5_000);
                assertThatThrownBy(() -> open.read(0, target)).isInstanceOf(StorageException.Corrupt.class);
                assertThat(target.position()).isZero();
                story.disk().flip(file, position + 10, 2);
                assertThat(open.read(0, target)).isEqualTo((int) open.row().bodyLength());
            }
        }
    }

    /** Blocks that belong elsewhere check by themselves: the seed tells them apart. */
    @Test
    void verify_blockOfAnotherBodyOrNumber_doesNotCheck() {
        ByteBuffer frames = ByteBuffer.allocate(2 * Blocks.FRAME_BYTES);
        Blocks.frame(7, ByteBuffer.allocate(2 * Format.BLOCK_BYTES), frames);
        ByteBuffer first = frames.slice(0, Blocks.FRAME_BYTES);
        assertThat(Blocks.verify(7, 0, first)).isTrue();
        assertThat(Blocks.verify(7, 1, first)).isFalse();
        assertThat(Blocks.verify(8, 0, first)).isFalse();
        assertThat(Blocks.verifyAll(7, 2L * Format.BLOCK_BYTES, frames.flip())).isTrue();
    }

    @Test
    void read_indexFileRots_isAnErrorNeverOtherRows() throws IOException {
        Path data = directory.resolve("data");
        Options options =
                Options.builder().segments(1 << 20, 1 << 20).reserve(0, 0).build();
        Expectation before;
        try (LocalStore store = openReal(data, options)) {
            for (int i = 0; i < 300; i++) {
                store.commit(io.tarn.storage.Batch.on(0, Bytes.utf8("anchor" + i))
                        .put(new io.tarn.storage.RowName((byte) 'c', Bytes.EMPTY), Bytes.utf8("value" + i))
                        .build());
            }
            before = Expectation.of(store, 0);
        }
        List<Path> tables;
        try (Stream<Path> files = Files.list(data.resolve("index"))) {
            tables = files.filter(file -> file.toString().endsWith(".sst")).toList();
        }
        assertThat(tables).isNotEmpty();
        List<String> outcomes = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            Path file = tables.get(round % tables.size());
            long position = Files.size(file) * round / 12;
            flip(file, position);
            try (LocalStore store = openReal(data, options)) {
                assertThat(Expectation.of(store, 0)).isEqualTo(before);
                outcomes.add("same");
            } catch (StorageException.Corrupt | StorageException.Unavailable e) {
                outcomes.add("error");
            }
            if (Files.exists(file)) {
                flip(file, position);
            }
        }
        assertThat(outcomes).contains("error");
    }

    private static LocalStore openReal(Path data, Options options) {
        return LocalStore.open(data, options, InstantSource.system(), new SplittableRandom(1), new SystemDisk());
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position);
            int before = access.read();
            access.seek(position);
            access.write(before ^ 4);
        }
    }
}
