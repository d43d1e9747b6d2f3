package io.tarn.server.http;

/** The end of a connection that still gets bytes nobody wants. */
final class Lingering {
    private final long bytesMax;
    private long bytes;
    private boolean begun;
    private boolean answered;

    Lingering(EdgeLimits limits) {
        this.bytesMax = limits.drainBytesMax();
    }

    /** From now on bytes are dropped. */
    void begin() {
        begun = true;
    }

    /** The answer is out. */
    void answerSent() {
        answered = true;
    }

    void took(int more) {
        bytes += more;
    }

    boolean begun() {
        return begun;
    }

    boolean answered() {
        return answered;
    }

    /** True when no more bytes are to be taken. */
    boolean over() {
        return bytes >= bytesMax;
    }
}
