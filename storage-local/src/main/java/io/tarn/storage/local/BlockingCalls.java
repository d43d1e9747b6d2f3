package io.tarn.storage.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where callers' threads wait for a disk or for RocksDB. Such a wait pins the carrier of a virtual thread, and there are
 * few: some calls, always fewer than there are carriers, are made at once; the others wait, unpinned, for a bounded pool
 * of platform threads. So what the page cache answers costs no hand-over, and a disk that hangs does not stop others.
 */
final class BlockingCalls implements AutoCloseable {
    /** Calls that may hang in a disk at the same time before others have to wait for them. */
    private static final int THREADS_MAX = 64;

    private static final long IDLE_SECONDS = 10;

    private final Semaphore atOnce;
    private final ThreadPoolExecutor pool;

    BlockingCalls() {
        int carriers = Integer.getInteger(
                "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
        this.atOnce = new Semaphore(Math.max(0, carriers - 1));
        this.pool = new ThreadPoolExecutor(
                THREADS_MAX,
                THREADS_MAX,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("tarn-disk-", 1).daemon().factory());
        pool.allowCoreThreadTimeOut(true);
    }

    /** Makes a call that may block, and returns what it returns or throws what it throws. */
    <T extends @Nullable Object> T call(Supplier<T> call) {
        if (!Thread.currentThread().isVirtual()) {
            return call.get();
        }
        if (atOnce.tryAcquire()) {
            try {
                return call.get();
            } finally {
                atOnce.release();
            }
        }
        return Threads.await(CompletableFuture.supplyAsync(call, pool));
    }

    /** The same for a call that returns nothing. */
    void run(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
