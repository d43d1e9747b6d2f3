package io.tarn.core.sweep;

import io.tarn.core.layout.BucketRecord;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongToIntFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps all buckets again and again, until closed, on a thread of its own that is never interrupted. */
public final class SweepThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SweepThread.class);

    /** How often what is kept for days is looked through. */
    private static final long EXPIRE_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Sweeper sweeper;
    private final Supplier<List<BucketRecord>> buckets;
    private final long pauseMillis;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean closing;

    private SweepThread(Sweeper sweeper, Supplier<List<BucketRecord>> buckets, long pauseMillis) {
        this.sweeper = sweeper;
        this.buckets = buckets;
        this.pauseMillis = pauseMillis;
        this.thread = Thread.ofPlatform().name("tarn-sweep").daemon().unstarted(this::run);
    }

    /**
     * Begins to sweep.
     *
     * @param buckets all buckets that there are
     * @param pauseMillis how long to rest after a pass in which nothing was left to do, at least 1
     */
    public static SweepThread start(Sweeper sweeper, Supplier<List<BucketRecord>> buckets, long pauseMillis) {
        SweepThread sweeping = new SweepThread(sweeper, buckets, pauseMillis);
        sweeping.thread.start();
        return sweeping;
    }

    private void run() {
        long expired = System.nanoTime() - EXPIRE_NANOS;
        while (!isClosing()) {
            if (System.nanoTime() - expired >= EXPIRE_NANOS && !pass(sweeper::expire)) {
                expired = System.nanoTime();
            }
            if (!pass(sweeper::sweep)) {
                rest();
            }
        }
    }

    /** True if something was swept, so that more may wait. */
    private boolean pass(LongToIntFunction step) {
        int done = 0;
        try {
            for (BucketRecord bucket : buckets.get()) {
                if (isClosing()) {
                    return false;
                }
                done += step.applyAsInt(bucket.space());
            }
        } catch (RuntimeException failed) {
            // Nothing is lost: entries stay until they are done. The store says by itself what ails it.
            LOG.warn("Sweeping stopped for now", failed);
            return false;
        }
        return done > 0;
    }

    private void rest() {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
            while (!closing && left > 0) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException nobodyShould) {
            LOG.warn("The sweeping thread was interrupted", nobodyShould);
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /** Ends after the entry at hand. Idempotent. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
