package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.Batch;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.OpenRow;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.Tally;
import io.tarn.storage.local.disk.SystemDisk;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads that hang in the disk, more than there are processors, do not keep others from going on. */
final class SlowReadsTest {
    private static final int SLOW = 16;
    private static final RowName ROW = new RowName((byte) 'c', Bytes.EMPTY);

    @TempDir
    Path directory;

    @Test
    @Timeout(60)
    void read_sixteenHangInTheDisk_othersGoOn() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        GatedDisk disk = new GatedDisk(new SystemDisk());
        try (LocalStore store = LocalStore.open(
                directory.resolve("data"), Options.relaxed(), InstantSource.system(), new SplittableRandom(1), disk)) {
            // Held open for writing, so that who reads it waits in the kernel as one does for a disk.
            FileChannel writer = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
            assertThat(put(store, 0)).isInstanceOf(CommitResult.Committed.class);
            CountDownLatch hanging = disk.holdReads(pipe, SLOW);
            AtomicInteger read = new AtomicInteger();
            List<Thread> slow = new ArrayList<>();
            for (int i = 0; i < SLOW; i++) {
                slow.add(Thread.ofVirtual().start(() -> read.addAndGet(read(store, 0))));
            }
            hanging.await();
            disk.letNewReadsGo();
            FutureTask<Integer> others = new FutureTask<>(() -> {
                int done = 0;
                for (int i = 1; i <= 20; i++) {
                    done += put(store, i) instanceof CommitResult.Committed ? read(store, i) : 0;
                }
                return done;
            });
            Thread.ofVirtual().start(others);
            assertThat(others.get(30, TimeUnit.SECONDS)).isEqualTo(20 * 100);
            assertThat(read.get()).isZero();
            assertThat(slow).allMatch(Thread::isAlive);
            writer.close();
            for (Thread thread : slow) {
                thread.join();
            }
            assertThat(read.get()).isEqualTo(SLOW * 100);
        }
    }

    private static CommitResult put(LocalStore store, int number) {
        try (BodyWriter writer = store.stage(100)) {
            writer.write(ByteBuffer.allocate(100));
            return store.commit(Batch.on(0, Bytes.utf8("a" + number))
                    .put(ROW, Bytes.EMPTY, writer.finish(), Tally.NONE)
                    .build());
        }
    }

    private static int read(LocalStore store, int number) {
        RowKey key = new RowKey(0, ROW.table(), Bytes.utf8("a" + number), Bytes.EMPTY);
        try (OpenRow row = Objects.requireNonNull(store.open(key))) {
            return row.read(0, ByteBuffer.allocate(100));
        }
    }
}
