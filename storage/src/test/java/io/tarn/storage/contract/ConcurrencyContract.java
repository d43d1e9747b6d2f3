package io.tarn.storage.contract;

import static io.tarn.storage.contract.Fixture.key;
import static io.tarn.storage.contract.Fixture.name;
import static io.tarn.storage.contract.Fixture.on;
import static io.tarn.storage.contract.Fixture.pattern;
import static io.tarn.storage.contract.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Fence;
import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many callers at once. */
interface ConcurrencyContract extends Fixture {
    int CALLERS = 6;
    RowName COUNTER = name("");

    /** Runs the same task on several threads and gives their answers. */
    private static <T> List<T> together(int callers, Callable<T> task) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                futures.add(threads.submit(task));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    @Test
    default void commit_counterByManyCallers_losesNoIncrement() throws Exception {
        long space = store().createSpace();
        RowKey key = key(space, "counter", COUNTER);
        commit(on(space, "counter").put(COUNTER, text("0")));
        int each = 15;
        List<Integer> conflicts = together(CALLERS, () -> {
            int lost = 0;
            for (int done = 0; done < each; ) {
                Row before = row(key);
                Bytes next =
                        text(Integer.toString(Integer.parseInt(before.value().toUtf8()) + 1));
                CommitResult result = store().commit(on(space, "counter")
                        .ifUnchanged(COUNTER, before.revision())
                        .put(COUNTER, next)
                        .build());
                if (result instanceof CommitResult.Committed committed) {
                    done++;
                    // A read sees every commit acknowledged before it began.
                    assertThat(row(key).revision()).isGreaterThanOrEqualTo(committed.revision());
                } else {
                    lost++;
                }
            }
            return lost;
        });
        assertThat(row(key).value()).as("%s conflicts", conflicts).isEqualTo(text(Integer.toString(CALLERS * each)));
    }

    @Test
    default void commit_ifAbsentByManyCallers_exactlyOneWins() throws Exception {
        long space = store().createSpace();
        for (int round = 0; round < 10; round++) {
            RowName row = name(Integer.toString(round));
            List<Boolean> won = together(CALLERS, () -> {
                Batch batch = on(space, "a")
                        .ifAbsent(row)
                        .put(row, text(Thread.currentThread().toString()))
                        .build();
                CommitResult result = store().commit(batch);
                while (result instanceof CommitResult.Busy) {
                    result = store().commit(batch);
                }
                return result instanceof CommitResult.Committed;
            });
            assertThat(won).containsOnlyOnce(true);
        }
    }

    @Test
    default void open_whileRowIsReplaced_bodyAlwaysFitsTheValue() throws Exception {
        long space = store().createSpace();
        RowKey key = key(space, "a", COUNTER);
        int[] lengths = {3_000, INLINE_BYTES + 7, 100};
        commit(on(space, "a").put(COUNTER, text("0"), stage(pattern(lengths[0], 0)), Tally.NONE));
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> reads = threads.submit(() -> {
                int count = 0;
                while (writing.get() || count == 0) {
                    try (OpenRow open = open(key)) {
                        int number = Integer.parseInt(open.row().value().toUtf8());
                        assertThat(Fixture.body(open)).isEqualTo(pattern(lengths[number % 3], number));
                    }
                    count++;
                }
                return count;
            });
            try {
                for (int number = 1; number < 40; number++) {
                    commit(on(space, "a")
                            .put(
                                    COUNTER,
                                    text(Integer.toString(number)),
                                    stage(pattern(lengths[number % 3], number)),
                                    Tally.NONE));
                }
            } finally {
                writing.set(false);
            }
            assertThat(reads.get()).isPositive();
        }
    }

    @Test
    default void get_whileSuccessorTakesPlace_rowIsNeverMissing() throws Exception {
        long space = store().createSpace();
        RowKey key = key(space, "a", COUNTER);
        commit(on(space, "a").put(COUNTER, text("0")));
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> reads = threads.submit(() -> {
                int missing = 0;
                do {
                    missing += maybeRow(key) == null ? 1 : 0;
                } while (writing.get());
                return missing;
            });
            try {
                for (int number = 1; number < 60; number++) {
                    commit(on(space, "a")
                            .move(COUNTER, name("v" + number), text("older"), Tally.NONE)
                            .put(COUNTER, text(Integer.toString(number))));
                }
            } finally {
                writing.set(false);
            }
            assertThat(reads.get()).isZero();
        }
    }

    @Test
    default void fence_whileOthersCommit_noneSucceedsAfterItReturns() throws Exception {
        long space = store().createSpace();
        Fence fence = new Fence(space, text("look"));
        AtomicBoolean fenced = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> writers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String anchor = "writer " + caller;
                writers.add(threads.submit(() -> {
                    int committed = 0;
                    for (int number = 0; ; number++) {
                        boolean fencedBefore = fenced.get();
                        CommitResult result = store().commit(on(space, anchor)
                                .put(
                                        name(Integer.toString(number)),
                                        text("x"),
                                        new Batch.BodySource.None(),
                                        Tally.of(Map.of(0, 1L)))
                                .build());
                        if (result instanceof CommitResult.Fenced) {
                            return committed;
                        }
                        assertThat(fencedBefore)
                                .as("committed after the fence stood")
                                .isFalse();
                        committed += result instanceof CommitResult.Committed ? 1 : 0;
                    }
                }));
            }
            while (store().tallies(space).getOrDefault(0, 0L) < CALLERS) {
                Thread.onSpinWait();
            }
            assertThat(store().fence(fence)).isTrue();
            fenced.set(true);
            int seen = rows(space, TABLE).size();
            int acknowledged = 0;
            for (Future<Integer> writer : writers) {
                acknowledged += writer.get();
            }
            assertThat(seen).isEqualTo(acknowledged);
            assertThat(store().tallies(space)).isEqualTo(Map.of(0, (long) acknowledged));
        }
    }

    @Test
    default void commit_manyAnchorsByManyCallers_allAreThere() throws Exception {
        long space = store().createSpace();
        together(CALLERS, () -> {
            String caller = Thread.currentThread().threadId() + "-";
            for (int number = 0; number < 20; number++) {
                byte[] data = pattern(number * 1_000, number);
                commit(on(space, caller + number).put(COUNTER, text("x"), stage(data), Tally.of(Map.of(0, 1L))));
            }
            return caller;
        });
        assertThat(store().tallies(space)).isEqualTo(Map.of(0, CALLERS * 20L));
        for (Row row : rows(space, TABLE)) {
            String anchor = row.key().anchor().toUtf8();
            int number = Integer.parseInt(anchor.substring(anchor.indexOf('-') + 1));
            assertThat(body(row.key())).isEqualTo(pattern(number * 1_000, number));
        }
    }
}
