package io.tarn.storage.local;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Run by hand: the crash loop with other seeds, at operations drawn by chance. Arguments: seconds, first seed. */
final class CrashSoak {
    private static final PrintStream OUT = System.out;

    private CrashSoak() {}

    public static void main(String... arguments) {
        long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000_000L;
        List<Map.Entry<String, Consumer<Story>>> scenarios =
                List.copyOf(Scenarios.all().entrySet());
        long seed = Long.parseLong(arguments[1]);
        int failures = 0;
        for (; System.nanoTime() < end; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map.Entry<String, Consumer<Story>> scenario = scenarios.get(
                    random.nextInt(4) == 0
                            ? random.nextInt(scenarios.size())
                            : scenarios.size() - 1 - (random.nextBoolean() ? random.nextInt(5) : 0));
            long operation = 1L + random.nextInt(400);
            try {
                if (random.nextInt(3) == 0) {
                    CrashLoopTest.fail(scenario.getValue(), CrashLoopTest.options(), operation, seed);
                } else {
                    CrashLoopTest.crash(scenario.getValue(), CrashLoopTest.options(), operation, seed, null);
                }
            } catch (RuntimeException | AssertionError e) {
                OUT.println("seed " + seed + ", " + scenario.getKey() + ", operation " + operation);
                e.printStackTrace(OUT);
                if (++failures == 5) {
                    return;
                }
            }
        }
        OUT.println("up to seed " + seed + ", " + failures + " failures");
    }
}
