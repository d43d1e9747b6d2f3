package io.tarn.server.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many requests run at once, so many wait, and turns the rest away. */
final class Admission {
    private final int runningMax;
    private final int waitingMax;
    private final int bodiesMax;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicInteger bodies = new AtomicInteger();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    Admission(EdgeLimits limits) {
        this.runningMax = limits.requestsMax();
        this.waitingMax = limits.requestsWaitingMax();
        this.bodiesMax = limits.bodiesMax();
    }

    /**
     * Starts the request now or when another ends.
     *
     * @param start starts it; must not block
     * @return false if it was turned away; otherwise {@link #release} is owed once it has ended
     */
    boolean admit(boolean hasBody, Runnable start) {
        if (hasBody && !enter(bodies, bodiesMax)) {
            return false;
        }
        if (waitingCount.get() == 0 && enter(running, runningMax)) {
            start.run();
            return true;
        }
        if (!enter(waitingCount, waitingMax)) {
            if (hasBody) {
                bodies.decrementAndGet();
            }
            return false;
        }
        waiting.add(start);
        startWaiting();
        return true;
    }

    /** A request that was let in has ended. */
    void release(boolean hadBody) {
        if (hadBody) {
            bodies.decrementAndGet();
        }
        running.decrementAndGet();
        startWaiting();
    }

    /** Requests that run now. */
    int running() {
        return running.get();
    }

    /** Requests that wait now. */
    int waiting() {
        return waitingCount.get();
    }

    private void startWaiting() {
        while (waitingCount.get() > 0 && enter(running, runningMax)) {
            Runnable next = waiting.poll();
            if (next == null) {
                running.decrementAndGet();
                return;
            }
            waitingCount.decrementAndGet();
            next.run();
        }
    }

    private static boolean enter(AtomicInteger count, int max) {
        if (count.incrementAndGet() <= max) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }
}
