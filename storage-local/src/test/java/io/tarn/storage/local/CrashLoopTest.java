package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation of every scenario fails once, and is once the last before the power goes. */
final class CrashLoopTest {
    private static final int[] SURVIVING_PERCENT = {0, 50, 90};

    @TempDir
    Path directory;

    static Options options() {
        return Options.builder()
                .segments(16 << 10, 32 << 10)
                .volumes(256 << 10, 64 << 10)
                .log(1_000, 48 << 10)
                .groupBytes(16 << 10)
                .writeBackBytes(64 << 10)
                .queue(100, 1 << 20)
                .reserve(1 << 20, 0)
                .index(1 << 20, 1 << 20)
                .build();
    }

    @TestFactory
    Stream<DynamicTest> scenario_everyOperationFailsAndCrashes_nothingAcknowledgedIsLost() {
        return Scenarios.all().entrySet().stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.getKey(), () -> loop(scenario.getValue(), options(), scenario.getKey())));
    }

    private static void loop(Consumer<Story> scenario, Options options, String name) {
        long operations = undisturbed(scenario, options);
        for (long n = 1; n <= operations; n++) {
            try {
                fail(scenario, options, n, 1);
                crash(scenario, options, n, 1, null);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(name + ", operation " + n + " of " + operations, e);
            }
        }
    }

    private static long undisturbed(Consumer<Story> scenario, Options options) {
        Story story = new Story(new SimulatedDisk(new SplittableRandom(1)), options, 1, null);
        story.open();
        scenario.accept(story);
        story.check();
        story.checkRebuild();
        return story.disk().operations();
    }

    static void fail(Consumer<Story> scenario, Options options, long n, long seed) {
        Story story = new Story(new SimulatedDisk(new SplittableRandom(seed + n)), options, seed, null);
        story.disk().failAt(n);
        story.open();
        scenario.accept(story);
        if (!story.ended()) {
            story.check();
        }
        recover(story, SURVIVING_PERCENT[(int) (n % 3)], Long.MAX_VALUE);
    }

    static void crash(
            Consumer<Story> scenario, Options options, long n, long seed, Engine.@Nullable IndexOpener opener) {
        Story story = new Story(new SimulatedDisk(new SplittableRandom(seed + n)), options, seed, opener);
        story.disk().crashAt(n);
        story.open();
        scenario.accept(story);
        recover(story, SURVIVING_PERCENT[(int) (n / 3 % 3)], 1 + n * 7 % 61);
    }

    /** The store must come back as it was, go on, and come back again. */
    private static void recover(Story story, int percent, long crashAt) {
        story.powerCut(percent, crashAt);
        assertThat(story.ended()).isFalse();
        story.checkRebuild();
        story.put(0, "after", 100);
        story.delete(0, "a0", 'c');
        story.put(0, "after", 2_000);
        story.powerCut(percent, Long.MAX_VALUE);
        story.checkRebuild();
    }

    /** The same with the real index, at a few operations. */
    @Test
    void scenario_crashesWithRealIndex_nothingAcknowledgedIsLost() throws Exception {
        int runs = 0;
        for (Map.Entry<String, Consumer<Story>> scenario : Scenarios.all().entrySet()) {
            long operations = undisturbed(scenario.getValue(), options());
            for (long n = 20; n <= operations; n += Math.max(1, operations / 2)) {
                Path index = Files.createDirectories(directory.resolve("index" + ++runs));
                crash(scenario.getValue(), options(), n, 1, path -> RocksIndex.open(index, 1 << 20, 1 << 20));
            }
        }
        assertThat(runs).isGreaterThan(25);
    }

    /** Planted mistakes are found: otherwise the loop above proves nothing. */
    @ParameterizedTest
    @EnumSource(Sabotage.class)
    void scenario_withSabotage_isFound(Sabotage sabotage) {
        Options options = options().toBuilder().sabotage(Set.of(sabotage)).build();
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Consumer<Story>> scenario : Scenarios.all().entrySet()) {
            try {
                long operations = 400;
                for (long n = 10; n <= operations && found.isEmpty(); n += 3) {
                    crash(scenario.getValue(), options, n, 1, null);
                }
            } catch (StorageException | AssertionError e) {
                found.add(scenario.getKey() + ": " + e.getMessage());
            }
        }
        assertThat(found).as("scenarios that notice %s", sabotage).isNotEmpty();
    }
}
