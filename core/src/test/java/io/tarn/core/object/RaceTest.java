package io.tarn.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.storage.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

final class RaceTest {
    private static final int WRITERS = 24;

    private final Shelf shelf = new Shelf();

    // BEHAVIOURS 15, ERRORS 71, 73
    @Test
    void put_ifNoneMatchStarByMany_hasExactlyOneWinner() throws Exception {
        for (int round = 0; round < 20; round++) {
            String key = "k" + round;
            List<Boolean> won = race(writer -> () -> wins(key, "w" + writer, new WriteCondition.Absent()));
            assertThat(won.stream().filter(one -> one)).hasSize(1);
            assertThat(shelf.text(key)).isEqualTo("w" + won.indexOf(true));
        }
    }

    // BEHAVIOURS 15
    @Test
    void put_ifMatchByMany_hasExactlyOneWinnerEachTime() throws Exception {
        ObjectRecord now = shelf.put("k", "start");
        for (int round = 0; round < 20; round++) {
            int current = round;
            WriteCondition condition = WriteCondition.ofWrite(now.entityTag().text(), null);
            List<Boolean> won = race(writer -> () -> wins("k", current + "w" + writer, condition));
            assertThat(won.stream().filter(one -> one)).hasSize(1);
            assertThat(shelf.text("k")).isEqualTo(round + "w" + won.indexOf(true));
            now = shelf.objects
                    .head(ReadRequest.of(shelf.bucket, Bytes.utf8("k")))
                    .object();
        }
    }

    @Test
    void put_unconditionalByMany_allSucceedAndTheSequenceCountsThem() throws Exception {
        List<Long> sequences = race(writer -> () -> shelf.put("k", "w" + writer).sequence());
        assertThat(sequences).doesNotHaveDuplicates().hasSize(WRITERS).allMatch(one -> one <= WRITERS);
        assertThat(shelf.text("k")).isEqualTo("w" + sequences.indexOf((long) WRITERS));
    }

    @Test
    void putDeleteAndRead_byMany_neverGiveMixedBytes() throws Exception {
        List<Boolean> right = race(writer -> () -> {
            String text = ("w" + writer + " ").repeat(200);
            for (int i = 0; i < 50; i++) {
                shelf.put("k", text);
                try {
                    String read = shelf.text("k");
                    String first = read.substring(0, read.indexOf(' ') + 1);
                    if (!read.equals(first.repeat(200))) {
                        return false;
                    }
                } catch (S3Exception gone) {
                    assertThat(gone.code()).isEqualTo(ErrorCode.NO_SUCH_KEY);
                }
                shelf.delete("k");
            }
            return true;
        });
        assertThat(right).doesNotContain(false);
    }

    private boolean wins(String key, String text, WriteCondition condition) {
        try {
            shelf.put(key, text, condition);
            return true;
        } catch (S3Exception lost) {
            assertThat(lost.code()).isIn(ErrorCode.PRECONDITION_FAILED, ErrorCode.CONDITIONAL_REQUEST_CONFLICT);
            return false;
        }
    }

    private static <T> List<T> race(IntFunction<Callable<T>> writers) throws Exception {
        CountDownLatch start = new CountDownLatch(WRITERS);
        List<Future<T>> futures = new ArrayList<>();
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                Callable<T> writer = writers.apply(i);
                futures.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return writer.call();
                }));
            }
            for (Future<T> future : futures) {
                results.add(future.get());
            }
        }
        return results;
    }
}
