package io.tarn.server;

import io.tarn.core.RequestHandler;
import io.tarn.server.http.EdgeLimits;
import io.tarn.server.http.EventLoops;
import io.tarn.server.http.HttpListener;
import io.tarn.server.metrics.Metrics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;

/** A running server. Make one with {@link #builder}; it serves from {@link Builder#start} until {@link #close}. */
public final class TarnServer implements AutoCloseable {
    private final EventLoops loops;
    private final HttpListener data;

    private TarnServer(EventLoops loops, HttpListener data) {
        this.loops = loops;
        this.data = data;
    }

    /** A server that gives every request to this handler. */
    public static Builder builder(RequestHandler handler) {
        return new Builder(handler);
    }

    /** Where it speaks S3, with the port it got. */
    public InetSocketAddress address() {
        return data.address();
    }

    /** Lets running requests end within {@link EdgeLimits#shutdownTime}, then stops. Does nothing the second time. */
    @Override
    public void close() {
        data.close();
        loops.close();
    }

    /** Gathers what a server needs; all but the handler has a default. */
    public static final class Builder {
        private static final int LOOPS = 2;

        private final RequestHandler handler;
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private EdgeLimits limits = EdgeLimits.DEFAULTS;
        private Metrics metrics = new Metrics();
        private ThreadFactory threads =
                Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();
        private Clock clock = Clock.systemUTC();
        private boolean nativeTransport = true;

        private Builder(RequestHandler handler) {
            this.handler = handler;
        }

        /** Where to speak S3; the default is a free port of the loopback address. */
        public Builder address(InetSocketAddress where) {
            address = where;
            return this;
        }

        /** The bounds; the default is {@link EdgeLimits#DEFAULTS}. */
        public Builder limits(EdgeLimits bounds) {
            limits = bounds;
            return this;
        }

        /** Where to count, shared with others that have numbers to show. */
        public Builder metrics(Metrics where) {
            metrics = where;
            return this;
        }

        /** Makes the thread of each request; the default makes virtual threads. */
        public Builder requestThreads(ThreadFactory factory) {
            threads = factory;
            return this;
        }

        /** Tells the time for the {@code Date} header. */
        public Builder clock(Clock time) {
            clock = time;
            return this;
        }

        /** False keeps to the sockets that Java brings, even where epoll is there. */
        public Builder nativeTransport(boolean wanted) {
            nativeTransport = wanted;
            return this;
        }

        /**
         * Starts to serve.
         *
         * @throws java.io.UncheckedIOException if the address is in use or not ours
         */
        public TarnServer start() {
            EventLoops loops = EventLoops.start(LOOPS, nativeTransport);
            try {
                HttpListener data = HttpListener.open(
                        loops,
                        address,
                        new HttpListener.Settings(
                                handler, limits, metrics.requests(), null, threads, clock, new SecureRandom()));
                return new TarnServer(loops, data);
            } catch (RuntimeException notOpened) {
                loops.close();
                throw notOpened;
            }
        }
    }
}
