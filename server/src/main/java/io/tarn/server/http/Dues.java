package io.tarn.server.http;

import java.time.Duration;

/** What a client owes us and until when. For the event loop but what is said otherwise. */
final class Dues {
    private static final long NEVER = Long.MAX_VALUE;

    private final Edge edge;
    private final Pace pace;
    private volatile long deadline = NEVER;

    Dues(Edge edge) {
        this.edge = edge;
        this.pace = new Pace(edge.limits());
    }

    /** It owes something within this time, and no body. */
    void within(Duration time) {
        pace.reset();
        deadline = edge.nanoTime() + time.toNanos();
    }

    /** It owes nothing. */
    void nothing() {
        pace.reset();
        deadline = NEVER;
    }

    /** It is to go on with the body that it is sending, soon and at some pace. */
    void body() {
        long now = edge.nanoTime();
        deadline = now + edge.limits().bodyIdleTime().toNanos();
        pace.owes(now);
    }

    /** It may not go on with its body yet. */
    void bodyLater() {
        deadline = NEVER;
        pace.rests(edge.nanoTime());
    }

    /** It sent so much of its body. */
    void took(int bytes) {
        pace.moved(bytes);
    }

    /** Any thread: true if {@link #overdue} should be asked. */
    boolean due(long now) {
        return passed(now) || pace.due(now);
    }

    /** True if it did not do what it owed; then it owes nothing any more. */
    boolean overdue() {
        long now = edge.nanoTime();
        boolean slow = pace.tooSlow(now);
        boolean over = slow || passed(now);
        if (over) {
            nothing();
        }
        return over;
    }

    private boolean passed(long now) {
        long end = deadline;
        return end != NEVER && now - end > 0;
    }
}
