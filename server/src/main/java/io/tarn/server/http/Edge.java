package io.tarn.server.http;

import io.netty.buffer.ByteBufAllocator;
import io.tarn.core.RequestHandler;
import io.tarn.server.metrics.RequestMetrics;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** What all connections of a listener share. */
final class Edge {
    private static final int ANSWERED_BEYOND_MAX = 256;

    private final RequestHandler handler;
    private final EdgeLimits limits;
    private final RequestMetrics metrics;
    private final ByteBufAllocator allocator;
    private final Executor threads;
    private final MemoryBudget budget;
    private final Admission admission;
    private final HeadWriter headWriter;
    private final RequestIds ids;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connectionCount = new AtomicInteger();
    private volatile boolean closing;

    Edge(
            RequestHandler handler,
            EdgeLimits limits,
            RequestMetrics metrics,
            ByteBufAllocator allocator,
            Executor threads,
            Clock clock,
            RandomGenerator random) {
        this.handler = handler;
        this.limits = limits;
        this.metrics = metrics;
        this.allocator = allocator;
        this.threads = threads;
        this.budget = new MemoryBudget(limits.memoryBytesMax());
        this.admission = new Admission(limits);
        this.headWriter = new HeadWriter(new DateLine(clock));
        this.ids = new RequestIds(random);
    }

    RequestHandler handler() {
        return handler;
    }

    EdgeLimits limits() {
        return limits;
    }

    RequestMetrics metrics() {
        return metrics;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    MemoryBudget budget() {
        return budget;
    }

    Admission admission() {
        return admission;
    }

    HeadWriter headWriter() {
        return headWriter;
    }

    RequestIds ids() {
        return ids;
    }

    /** For measuring time, not for telling it. */
    long nanoTime() {
        return System.nanoTime();
    }

    /** Runs a request on a thread of its own. */
    void start(Runnable request) {
        threads.execute(request);
    }

    /** True once the server was told to stop. */
    boolean closing() {
        return closing;
    }

    void close() {
        closing = true;
    }

    /** Counts a connection in; false if there are too many. */
    boolean enter(HttpConnection connection) {
        boolean room = connectionCount.incrementAndGet() <= limits.connectionsMax();
        connections.add(connection);
        return room;
    }

    /** True if there are so many that not even an answer can be given to all. */
    boolean flooded() {
        return connectionCount.get() > limits.connectionsMax() + ANSWERED_BEYOND_MAX;
    }

    /** Open connections. */
    int connectionCount() {
        return connectionCount.get();
    }

    void leave(HttpConnection connection) {
        if (connections.remove(connection)) {
            connectionCount.decrementAndGet();
        }
    }

    Set<HttpConnection> connections() {
        return connections;
    }
}
