package io.tarn.server.http;

/**
 * Whether a client sends a body fast enough: over every span of time in which it owes bytes it must send some. While it
 * could not send, because its handler is busy or it was not told to go on, the span stands still. For the event loop but
 * what is said otherwise.
 */
final class Pace {
    private static final long NEVER = Long.MAX_VALUE;

    private final long spanNanos;
    private final long bytesMin;
    private long bytes;
    private long owedNanos;
    private long since;
    private boolean owing;
    private volatile long end = NEVER;

    Pace(EdgeLimits limits) {
        this.spanNanos = limits.bodyPaceTime().toNanos();
        this.bytesMin = limits.bodyPaceBytesMin();
    }

    /** A new body begins, or there is none any more. */
    void reset() {
        bytes = 0;
        owedNanos = 0;
        owing = false;
        end = NEVER;
    }

    /** From now on the client is waited for. */
    void owes(long now) {
        if (!owing) {
            owing = true;
            since = now;
            end = now + spanNanos - owedNanos;
        }
    }

    /** From now on the client is not waited for. */
    void rests(long now) {
        if (owing) {
            owing = false;
            owedNanos += now - since;
            end = NEVER;
        }
    }

    /** Bytes of the body came. */
    void moved(int more) {
        bytes += more;
    }

    /** Any thread: true if a span has ended. */
    boolean due(long now) {
        long ends = end;
        return ends != NEVER && now - ends > 0;
    }

    /** Judges the span that has ended, if one has, and begins the next. */
    boolean tooSlow(long now) {
        if (!due(now)) {
            return false;
        }
        boolean slow = bytes < bytesMin;
        reset();
        owes(now);
        return slow;
    }
}
