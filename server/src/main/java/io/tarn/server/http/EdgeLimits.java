package io.tarn.server.http;

import java.time.Duration;

/**
 * Every bound of the edge, in one place. Immutable; start from {@link #DEFAULTS} or {@link #builder}.
 *
 * @param requestLineBytesMax method, target and version; longer: 414
 * @param headerBytesMax all header fields of a request together; more: {@code RequestHeaderSectionTooLarge}
 * @param headersMax number of header fields of a request; more: {@code RequestHeaderSectionTooLarge}
 * @param chunkLineBytesMax a chunk's size with its extensions; longer: 400
 * @param trailerBytesMax all fields after the last chunk; more: 400
 * @param connectionsMax open connections of a listener; the next is answered 503 and closed
 * @param requestsMax requests that run at once
 * @param requestsWaitingMax requests that wait for one to end; the next is answered {@code SlowDown}
 * @param bodiesMax requests with a body that run at once; the next is answered {@code SlowDown}
 * @param bodyQueueBytesMax bytes of one request's body held while its handler is busy
 * @param responseQueueBytesMax bytes of one response held while its client is slow
 * @param memoryBytesMax bytes of all bodies and responses held; beyond it a connection holds one buffer each way
 * @param drainBytesMax unread body bytes taken after an early answer, before the connection is cut
 * @param drainTime how long unread body bytes are taken after an early answer
 * @param idleTime how long a connection may wait between requests
 * @param headTime from the first byte of a request, or from connecting under TLS, to the end of its head
 * @param bodyIdleTime how long a client that owes body bytes may send none; then {@code RequestTimeout}
 * @param bodyPaceBytesMin body bytes that a client must send in each {@code bodyPaceTime} that it is waited for; if it
 *     sends fewer, and so never ends, {@code RequestTimeout}
 * @param bodyPaceTime how long a span of time is over which the bytes of a body are counted
 * @param writeIdleTime how long a client may take over one buffer of its response, 64 KiB unless it is the last, before
 *     the connection is cut
 * @param shutdownTime how long running requests may go on after the server was told to stop
 */
public record EdgeLimits(
        int requestLineBytesMax,
        int headerBytesMax,
        int headersMax,
        int chunkLineBytesMax,
        int trailerBytesMax,
        int connectionsMax,
        int requestsMax,
        int requestsWaitingMax,
        int bodiesMax,
        int bodyQueueBytesMax,
        int responseQueueBytesMax,
        long memoryBytesMax,
        long drainBytesMax,
        Duration drainTime,
        Duration idleTime,
        Duration headTime,
        Duration bodyIdleTime,
        long bodyPaceBytesMin,
        Duration bodyPaceTime,
        Duration writeIdleTime,
        Duration shutdownTime) {

    /** The bounds of a server nobody tuned. */
    public static final EdgeLimits DEFAULTS = new Builder().build();

    public EdgeLimits {
        atLeast("requestLineBytesMax", requestLineBytesMax, 256);
        atLeast("headerBytesMax", headerBytesMax, 256);
        atLeast("headersMax", headersMax, 8);
        atLeast("chunkLineBytesMax", chunkLineBytesMax, 18);
        atLeast("trailerBytesMax", trailerBytesMax, 2);
        atLeast("connectionsMax", connectionsMax, 1);
        atLeast("requestsMax", requestsMax, 1);
        atLeast("requestsWaitingMax", requestsWaitingMax, 0);
        atLeast("bodiesMax", bodiesMax, 1);
        atLeast("bodyQueueBytesMax", bodyQueueBytesMax, 1);
        atLeast("responseQueueBytesMax", responseQueueBytesMax, 1);
        atLeast("memoryBytesMax", memoryBytesMax, 0);
        atLeast("drainBytesMax", drainBytesMax, 0);
        atLeast("bodyPaceBytesMin", bodyPaceBytesMin, 0);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least " + least);
        }
    }

    /** The defaults, to change some of them. */
    public static Builder builder() {
        return new Builder();
    }

    /** Gathers bounds; those not named keep their default. */
    public static final class Builder {
        private int requestLineBytesMax = 16 * 1024;
        private int headerBytesMax = 8 * 1024;
        private int headersMax = 200;
        private int chunkLineBytesMax = 256;
        private int trailerBytesMax = 4 * 1024;
        private int connectionsMax = 8_192;
        private int requestsMax = 4_096;
        private int requestsWaitingMax = 4_096;
        private int bodiesMax = 2_048;
        private int bodyQueueBytesMax = 256 * 1024;
        private int responseQueueBytesMax = 256 * 1024;
        private long memoryBytesMax = 96L * 1024 * 1024;
        private long drainBytesMax = 1024 * 1024;
        private Duration drainTime = Duration.ofSeconds(2);
        private Duration idleTime = Duration.ofSeconds(75);
        private Duration headTime = Duration.ofSeconds(20);
        private Duration bodyIdleTime = Duration.ofSeconds(20);
        private long bodyPaceBytesMin = 16 * 1024;
        private Duration bodyPaceTime = Duration.ofSeconds(30);
        private Duration writeIdleTime = Duration.ofSeconds(60);
        private Duration shutdownTime = Duration.ofSeconds(10);

        private Builder() {}

        /** Bytes of method, target and version; at least 256. */
        public Builder requestLineBytesMax(int bytes) {
            requestLineBytesMax = bytes;
            return this;
        }

        /** Bytes of all header fields together; at least 256. */
        public Builder headerBytesMax(int bytes) {
            headerBytesMax = bytes;
            return this;
        }

        /** Number of header fields; at least 8. */
        public Builder headersMax(int count) {
            headersMax = count;
            return this;
        }

        /** Bytes of a chunk's size line; at least 18. */
        public Builder chunkLineBytesMax(int bytes) {
            chunkLineBytesMax = bytes;
            return this;
        }

        /** Bytes of all fields after the last chunk. */
        public Builder trailerBytesMax(int bytes) {
            trailerBytesMax = bytes;
            return this;
        }

        /** Open connections of a listener. */
        public Builder connectionsMax(int count) {
            connectionsMax = count;
            return this;
        }

        /** Requests that run at once. */
        public Builder requestsMax(int count) {
            requestsMax = count;
            return this;
        }

        /** Requests that wait for one to end. */
        public Builder requestsWaitingMax(int count) {
            requestsWaitingMax = count;
            return this;
        }

        /** Requests with a body that run at once. */
        public Builder bodiesMax(int count) {
            bodiesMax = count;
            return this;
        }

        /** Bytes of one request's body held while its handler is busy. */
        public Builder bodyQueueBytesMax(int bytes) {
            bodyQueueBytesMax = bytes;
            return this;
        }

        /** Bytes of one response held while its client is slow. */
        public Builder responseQueueBytesMax(int bytes) {
            responseQueueBytesMax = bytes;
            return this;
        }

        /** Bytes of all bodies and responses held. */
        public Builder memoryBytesMax(long bytes) {
            memoryBytesMax = bytes;
            return this;
        }

        /** Unread bytes taken after an early answer. */
        public Builder drainBytesMax(long bytes) {
            drainBytesMax = bytes;
            return this;
        }

        /** Time that unread bytes are taken after an early answer. */
        public Builder drainTime(Duration time) {
            drainTime = time;
            return this;
        }

        /** Time between requests. */
        public Builder idleTime(Duration time) {
            idleTime = time;
            return this;
        }

        /** Time for the head of a request to arrive. */
        public Builder headTime(Duration time) {
            headTime = time;
            return this;
        }

        /** Time without a body byte. */
        public Builder bodyIdleTime(Duration time) {
            bodyIdleTime = time;
            return this;
        }

        /** Body bytes to come in each span of {@link #bodyPaceTime}; 0 for any pace. */
        public Builder bodyPaceBytesMin(long bytes) {
            bodyPaceBytesMin = bytes;
            return this;
        }

        /** Length of a span over which body bytes are counted. */
        public Builder bodyPaceTime(Duration time) {
            bodyPaceTime = time;
            return this;
        }

        /** Time for the client to take one buffer. */
        public Builder writeIdleTime(Duration time) {
            writeIdleTime = time;
            return this;
        }

        /** Time for running requests after the order to stop. */
        public Builder shutdownTime(Duration time) {
            shutdownTime = time;
            return this;
        }

        /** The bounds; {@link IllegalArgumentException} names the one that makes no sense. */
        public EdgeLimits build() {
            return new EdgeLimits(
                    requestLineBytesMax,
                    headerBytesMax,
                    headersMax,
                    chunkLineBytesMax,
                    trailerBytesMax,
                    connectionsMax,
                    requestsMax,
                    requestsWaitingMax,
                    bodiesMax,
                    bodyQueueBytesMax,
                    responseQueueBytesMax,
                    memoryBytesMax,
                    drainBytesMax,
                    drainTime,
                    idleTime,
                    headTime,
                    bodyIdleTime,
                    bodyPaceBytesMin,
                    bodyPaceTime,
                    writeIdleTime,
                    shutdownTime);
        }
    }
}
