package io.tarn.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.StorageClass;
import io.tarn.storage.Bytes;
import io.tarn.storage.memory.Fault;
import io.tarn.storage.memory.FaultyStore.Call;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does random things to a few keys and to a map, and compares. */
final class RandomObjectsTest {
    private static final int STEPS = 4_000;

    private final Shelf shelf = new Shelf();
    private final Map<String, String> model = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_123})
    void objects_randomSteps_areAsTheMapSays(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            String key = key(random);
            String where = "seed " + seed + " step " + step;
            shelf.clock.set(shelf.clock.millis() + random.nextInt(-2_000, 3_000));
            planFault(random);
            switch (random.nextInt(7)) {
                case 0, 1 -> put(key, text(random), condition(random, key));
                case 2 -> putParts(key, random);
                case 3 -> delete(key, random.nextInt(4) == 0 ? WriteCondition.ofDelete("*") : WriteCondition.none());
                case 4 -> copy(key, key(random));
                default -> assertThat(read(key)).as(where).isEqualTo(model.get(key));
            }
            assertThat(read(key)).as(where).isEqualTo(model.get(key));
        }
        model.forEach((key, text) -> assertThat(read(key)).isEqualTo(text));
    }

    private void planFault(Random random) {
        if (random.nextInt(10) == 0) {
            shelf.store.fail(Call.COMMIT, 1, random.nextBoolean() ? Fault.CONFLICT : Fault.BUSY);
        }
    }

    private void put(String key, String text, WriteCondition condition) {
        boolean allowed = !(condition instanceof WriteCondition.Absent) || !model.containsKey(key);
        if (attempt(() -> shelf.put(key, text, condition), allowed)) {
            model.put(key, text);
        }
    }

    private void putParts(String key, Random random) {
        // The fixture commits part by part and knows no faults.
        put(key, "", WriteCondition.none());
        String[] texts = {text(random), text(random), text(random)};
        shelf.putParts(key, ChecksumType.COMPOSITE, texts);
        model.put(key, String.join("", texts));
    }

    private void delete(String key, WriteCondition condition) {
        boolean allowed = condition instanceof WriteCondition.None || model.containsKey(key);
        if (attempt(() -> shelf.delete(key, condition), allowed)) {
            model.remove(key);
        }
    }

    private void copy(String from, String to) {
        CopyRequest request = new CopyRequest(
                new CopyRequest.Source(shelf.bucket, Bytes.utf8(from), null, ReadConditions.NONE),
                new CopyRequest.Target(shelf.bucket, Bytes.utf8(to), WriteCondition.none()),
                null,
                null,
                StorageClass.STANDARD,
                null,
                shelf.nextRequest());
        if (attempt(() -> shelf.objects.copy(request), model.containsKey(from))) {
            model.put(to, String.valueOf(model.get(from)));
        }
    }

    /** True if it was done; refused is only what had to be, or what the store was too busy for. */
    private static boolean attempt(Runnable step, boolean allowed) {
        try {
            step.run();
            assertThat(allowed).isTrue();
            return true;
        } catch (S3Exception refused) {
            assertThat(refused.code())
                    .isIn(
                            ErrorCode.SLOW_DOWN,
                            ErrorCode.CONDITIONAL_REQUEST_CONFLICT,
                            ErrorCode.PRECONDITION_FAILED,
                            ErrorCode.NO_SUCH_KEY);
            assertThat(allowed
                            && refused.code() != ErrorCode.SLOW_DOWN
                            && refused.code() != ErrorCode.CONDITIONAL_REQUEST_CONFLICT)
                    .as(refused.toString())
                    .isFalse();
            return false;
        }
    }

    private @Nullable String read(String key) {
        try {
            return shelf.text(key);
        } catch (S3Exception refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.NO_SUCH_KEY);
            return null;
        }
    }

    private static WriteCondition condition(Random random, String key) {
        return random.nextInt(4) == key.length() % 4 ? new WriteCondition.Absent() : WriteCondition.none();
    }

    private static String key(Random random) {
        return "k/" + random.nextInt(12);
    }

    private static String text(Random random) {
        return Integer.toString(random.nextInt(), 36).repeat(random.nextInt(5));
    }
}
