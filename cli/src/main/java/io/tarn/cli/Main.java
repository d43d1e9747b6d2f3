package io.tarn.cli;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program's entry: the real environment, streams, randomness and signals. */
public final class Main {
    private static final long STOP_MILLIS_MAX = 30_000;

    private Main() {}

    /** Does what the arguments say and ends the process with its exit code. */
    public static void main(String[] arguments) {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            stop.countDown();
            await(ended);
        }));
        SecureRandom random = new SecureRandom();
        Map<String, String> environment = System.getenv();
        String mistakes = environment.getOrDefault(Mistakes.VARIABLE, "");
        Assembly assembly = new LocalAssembly(Clock.systemUTC(), random, mistakes);
        Program program = new Program(environment, System.out, System.err, random, assembly, stop);
        int code;
        try {
            code = program.run(arguments);
        } finally {
            ended.countDown();
        }
        if (stop.getCount() > 0) {
            System.exit(code);
        }
    }

    /** Waits until the program has closed everything; gives up after a bound so that a stop always ends. */
    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(STOP_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                System.err.println("tarn: not everything could be closed in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
