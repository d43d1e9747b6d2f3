package io.tarn.storage.local;

import io.tarn.storage.Batch;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.OpenRow;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StagedBody;
import io.tarn.storage.Tally;
import io.tarn.storage.local.disk.SystemDisk;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Run by hand: durable commits and reads of 4 KiB, with one and many callers. Arguments: directory, seconds. */
final class CommitBenchmark {
    private static final RowName ROW = new RowName((byte) 'c', Bytes.EMPTY);
    private static final PrintStream OUT = System.out;

    private final LocalStore store;
    private final long space;
    private final AtomicLong written = new AtomicLong();

    private CommitBenchmark(LocalStore store) {
        this.store = store;
        this.space = store.createSpace();
    }

    public static void main(String... arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        long began = System.nanoTime();
        try (LocalStore store = LocalStore.open(
                directory,
                Options.standard(),
                InstantSource.system(),
                RandomGenerator.getDefault(),
                new SystemDisk())) {
            OUT.printf("opened in %d ms, replayed %s%n", (System.nanoTime() - began) / 1_000_000, store.recovery());
            CommitBenchmark benchmark = new CommitBenchmark(store);
            for (int callers : new int[] {1, 32, 1, 32, 128}) {
                benchmark.run("commit 4 KiB", callers, seconds, benchmark::put);
            }
            for (int callers : new int[] {1, 64}) {
                benchmark.run("get 4 KiB", callers, seconds, benchmark::get);
            }
            benchmark.large();
            OUT.println(store.metrics());
        }
    }

    private void run(String what, int callers, int seconds, Runnable step) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        long syncsBefore = store.metrics().syncs();
        long nanosBefore = store.metrics().syncNanos();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    step.run();
                    done.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long syncs = store.metrics().syncs() - syncsBefore;
        OUT.printf(
                "%s, %d callers: %d/s, %d syncs/s of %d us%n",
                what,
                callers,
                done.get() / seconds,
                syncs / seconds,
                syncs == 0 ? 0 : (store.metrics().syncNanos() - nanosBefore) / 1_000 / syncs);
    }

    private void put() {
        long number = written.getAndIncrement();
        byte[] data = new byte[4_096];
        new SplittableRandom(number).nextBytes(data);
        try (BodyWriter writer = store.stage(data.length)) {
            writer.write(ByteBuffer.wrap(data));
            StagedBody body = writer.finish();
            CommitResult result = store.commit(Batch.on(space, anchor(number))
                    .ifAbsent(ROW)
                    .put(ROW, Bytes.wrap(new byte[200]), body, Tally.of(Map.of(0, 1L, 1, 4_096L)))
                    .build());
            if (!(result instanceof CommitResult.Committed)) {
                throw new IllegalStateException(result.toString());
            }
        }
    }

    private static Bytes anchor(long number) {
        return Bytes.utf8("folder/%08x/%d".formatted(Long.hashCode(number * 0x9E3779B97F4A7C15L), number));
    }

    private void get() {
        long number = RandomGenerator.getDefault().nextLong(written.get());
        ByteBuffer target = ByteBuffer.allocate(4_096);
        try (OpenRow row =
                Objects.requireNonNull(store.open(new RowKey(space, ROW.table(), anchor(number), Bytes.EMPTY)))) {
            row.read(0, target);
        }
    }

    private void large() {
        byte[] chunk = new byte[1 << 20];
        long began = System.nanoTime();
        Bytes anchor = Bytes.utf8("large");
        try (BodyWriter writer = store.stage(256L << 20)) {
            for (int i = 0; i < 256; i++) {
                writer.write(ByteBuffer.wrap(chunk));
            }
            store.commit(Batch.on(space, anchor)
                    .put(ROW, Bytes.EMPTY, writer.finish(), Tally.NONE)
                    .build());
        }
        OUT.printf("put 256 MiB: %d MB/s%n", (256L << 20) * 1_000 / (System.nanoTime() - began));
        began = System.nanoTime();
        try (OpenRow row = Objects.requireNonNull(store.open(new RowKey(space, ROW.table(), anchor, Bytes.EMPTY)))) {
            for (int i = 0; i < 256; i++) {
                row.read((long) i << 20, ByteBuffer.wrap(chunk));
            }
        }
        OUT.printf("get 256 MiB: %d MB/s%n", (256L << 20) * 1_000 / (System.nanoTime() - began));
    }
}
