package io.tarn.server;

import io.netty.handler.ssl.SslContext;
import io.tarn.core.RequestHandler;
import io.tarn.server.admin.AdminPages;
import io.tarn.server.admin.Readiness;
import io.tarn.server.http.EdgeLimits;
import io.tarn.server.http.EventLoops;
import io.tarn.server.http.HttpListener;
import io.tarn.server.metrics.Metrics;
import io.tarn.server.metrics.ProcessMetrics;
import io.tarn.server.metrics.RequestMetrics;
import io.tarn.server.tls.PemFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running server. Make one with {@link #builder}; it serves from {@link Builder#start} until {@link #close}. Several
 * may run in one process; they share nothing.
 *
 * <p>Requests run on virtual threads. A handler that blocks in native code or in files holds the thread under it, of
 * which there are by default as many as processors: start the process with
 * {@code -Djdk.virtualThreadScheduler.parallelism} above that, or give {@link Builder#requestExecutor} platform threads.
 */
public final class TarnServer implements AutoCloseable {
    private final EventLoops loops;
    private final HttpListener data;
    private final @Nullable HttpListener admin;
    private final AtomicBoolean closed = new AtomicBoolean();

    private TarnServer(EventLoops loops, HttpListener data, @Nullable HttpListener admin) {
        this.loops = loops;
        this.data = data;
        this.admin = admin;
    }

    /** A server that gives every request to this handler. */
    public static Builder builder(RequestHandler handler) {
        return new Builder(handler);
    }

    /** Where it speaks S3, with the port it got. */
    public InetSocketAddress address() {
        return data.address();
    }

    /** Where it speaks with those who run it, with the port it got; null if nowhere. */
    public @Nullable InetSocketAddress adminAddress() {
        return admin == null ? null : admin.address();
    }

    /**
     * Lets running requests end within {@link EdgeLimits#shutdownTime}, then stops. The admin pages answer until the
     * end. Does nothing the second time.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        data.close();
        if (admin != null) {
            admin.close();
        }
        loops.close();
    }

    /** Gathers what a server needs; all but the handler has a default. */
    public static final class Builder {
        private static final int LOOPS = 2;
        private static final EdgeLimits ADMIN_LIMITS = EdgeLimits.builder()
                .connectionsMax(64)
                .requestsMax(16)
                .requestsWaitingMax(64)
                .bodiesMax(1)
                .drainBytesMax(64 * 1024)
                .shutdownTime(Duration.ofSeconds(1))
                .build();

        private final RequestHandler handler;
        private final SecureRandom random = new SecureRandom();
        private String name = "tarn";
        private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        private @Nullable InetSocketAddress adminAddress;
        private Supplier<Readiness> readiness = () -> Readiness.READY;
        private @Nullable RequestHandler operations;
        private @Nullable PemFiles certificate;
        private Duration certificateCheck = Duration.ofSeconds(10);
        private EdgeLimits limits = EdgeLimits.DEFAULTS;
        private Metrics metrics = new Metrics();
        private Executor threads = virtualThreads();
        private Clock clock = Clock.systemUTC();
        private boolean nativeTransport = true;

        private Builder(RequestHandler handler) {
            this.handler = handler;
        }

        private static Executor virtualThreads() {
            ThreadFactory factory =
                    Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();
            return request -> factory.newThread(request).start();
        }

        /** What its threads are called after. */
        public Builder name(String prefix) {
            name = prefix;
            return this;
        }

        /** Where to speak S3; the default is a free port of the loopback address. */
        public Builder address(InetSocketAddress where) {
            address = where;
            return this;
        }

        /** Where to show health and metrics, always in plain HTTP; by default nowhere. */
        public Builder adminAddress(InetSocketAddress where) {
            adminAddress = where;
            return this;
        }

        /** What answers requests to the path {@code /} of the admin address; by default nothing does. */
        public Builder operations(RequestHandler answering) {
            operations = answering;
            return this;
        }

        /** What {@code /health/ready} asks; the default is always ready. */
        public Builder readiness(Supplier<Readiness> asked) {
            readiness = asked;
            return this;
        }

        /** Speaks S3 over TLS with this certificate, looking for a new one every ten seconds. */
        public Builder tls(PemFiles files) {
            certificate = files;
            return this;
        }

        /** How often to look for a new certificate. */
        public Builder certificateCheck(Duration interval) {
            certificateCheck = interval;
            return this;
        }

        /** The bounds; the default is {@link EdgeLimits#DEFAULTS}. */
        public Builder limits(EdgeLimits bounds) {
            limits = bounds;
            return this;
        }

        /** Where to count, shared with others that have numbers to show, but not with another server. */
        public Builder metrics(Metrics where) {
            metrics = where;
            return this;
        }

        /**
         * Runs the requests; the default gives each a virtual thread. An executor of bounded size makes requests wait
         * for each other: {@link EdgeLimits#requestsMax} must not be above it.
         */
        public Builder requestExecutor(Executor executor) {
            threads = executor;
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
         * @throws java.io.UncheckedIOException if an address is in use or not ours
         */
        public TarnServer start() {
            EventLoops loops = EventLoops.start(name, LOOPS, nativeTransport);
            try {
                return start(loops);
            } catch (RuntimeException notOpened) {
                loops.close();
                throw notOpened;
            }
        }

        private TarnServer start(EventLoops loops) {
            HttpListener data =
                    HttpListener.open(loops, address, settings(handler, limits, metrics.requests(), certificate));
            // Last, so that whoever is told "ready" finds S3 listening.
            HttpListener admin = adminAddress == null ? null : openAdmin(loops, adminAddress);
            PemFiles watched = certificate;
            if (watched != null) {
                loops.every(certificateCheck, () -> threads.execute(watched::reloadIfChanged));
            }
            register(data);
            return new TarnServer(loops, data, admin);
        }

        private HttpListener openAdmin(EventLoops loops, InetSocketAddress where) {
            AdminPages pages = new AdminPages(readiness, metrics, operations);
            return HttpListener.open(loops, where, settings(pages, ADMIN_LIMITS, new Metrics().requests(), null));
        }

        private HttpListener.Settings settings(
                RequestHandler answering,
                EdgeLimits bounds,
                RequestMetrics counting,
                @Nullable Supplier<SslContext> contexts) {
            return new HttpListener.Settings(answering, bounds, counting, contexts, threads, clock, random);
        }

        private void register(HttpListener data) {
            ProcessMetrics.register(metrics);
            metrics.gauge("tarn_http_connections", "Open connections.", data::connections);
            metrics.gauge("tarn_http_requests_running", "Requests that run.", data::requestsRunning);
            metrics.gauge("tarn_http_requests_waiting", "Requests that wait for others.", data::requestsWaiting);
            metrics.gauge("tarn_http_held_bytes", "Bytes of bodies and answers in memory.", data::bytesHeld);
        }
    }
}
