package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background work, one job after the other, each asked for by name and waiting at most once.
 *
 * <p>Without a thread of its own (for tests that must repeat exactly) jobs wait until {@link #drain}.
 */
final class Chores {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final StopSwitch stop;
    private final LinkedHashMap<String, Runnable> waiting = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private boolean closing;
    private @Nullable Thread thread;

    Chores(StopSwitch stop) {
        this.stop = stop;
    }

    /** Gives it a thread. */
    void start(String name) {
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /** Asks for a job, unless one of this name waits. */
    void request(String name, Runnable job) {
        lock.lock();
        try {
            if (!closing && waiting.putIfAbsent(name, job) == null) {
                asked.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does what waits, if there is no thread for it. */
    void drain() {
        if (thread == null) {
            for (Runnable job = poll(); job != null; job = poll()) {
                attempt(job);
            }
        }
    }

    private void run() {
        for (Runnable job = await(); job != null; job = await()) {
            attempt(job);
        }
    }

    private void attempt(Runnable job) {
        try {
            job.run();
        } catch (StorageException e) {
            LOG.warn("Background work was given up", e);
        } catch (RuntimeException e) {
            stop.stop("background work failed", e);
        }
    }

    private @Nullable Runnable await() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closing) {
                asked.awaitUninterruptibly();
            }
            return closing ? null : poll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable poll() {
        lock.lock();
        try {
            Map.Entry<String, Runnable> first = waiting.pollFirstEntry();
            return first == null ? null : first.getValue();
        } finally {
            lock.unlock();
        }
    }

    /** Ends after the job in hand. */
    void close() {
        lock.lock();
        try {
            closing = true;
            waiting.clear();
            asked.signal();
        } finally {
            lock.unlock();
        }
        Thread running = thread;
        if (running != null) {
            Threads.join(running);
        }
    }
}
