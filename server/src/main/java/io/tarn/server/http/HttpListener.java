package io.tarn.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.tarn.core.RequestHandler;
import io.tarn.server.metrics.RequestMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One address where HTTP is spoken. Open it with a {@link Settings}; close it to let running requests end. */
public final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 4_096;
    private static final int READ_BYTES_MIN = 512;
    private static final int READ_BYTES_FIRST = 2_048;
    private static final int READ_BYTES_MAX = 64 * 1024;
    private static final Duration DEADLINE_CHECK_MAX = Duration.ofSeconds(1);
    private static final Duration DEADLINE_CHECK_MIN = Duration.ofMillis(10);

    /**
     * What a listener is made of.
     *
     * @param handler answers the requests
     * @param limits its bounds
     * @param metrics where it counts
     * @param tls the context for each new connection, or null for plain HTTP
     * @param threads runs each request, which may block for long, without making it wait for others
     * @param clock for the {@code Date} header
     * @param random for the ids of answers that the edge gives itself
     */
    public record Settings(
            RequestHandler handler,
            EdgeLimits limits,
            RequestMetrics metrics,
            @Nullable Supplier<SslContext> tls,
            Executor threads,
            Clock clock,
            RandomGenerator random) {}

    private final Edge edge;
    private final Channel channel;
    private final Future<?> deadlines;

    private HttpListener(Edge edge, Channel channel, Future<?> deadlines) {
        this.edge = edge;
        this.channel = channel;
        this.deadlines = deadlines;
    }

    /**
     * Listens on an address; port 0 takes a free one.
     *
     * @throws UncheckedIOException if the address is in use or not ours
     */
    public static HttpListener open(EventLoops loops, InetSocketAddress address, Settings settings) {
        Edge edge = new Edge(
                settings.handler,
                settings.limits,
                settings.metrics,
                loops.allocator(),
                settings.threads,
                settings.clock,
                settings.random);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.channelType())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, loops.allocator())
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, readBuffers())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WriteBufferWaterMark.DEFAULT)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        addHandlers(accepted, edge, settings.tls);
                    }
                });
        Channel channel = bind(bootstrap, address);
        long checkNanos = checkInterval(settings.limits).toNanos();
        Future<?> deadlines = channel.eventLoop()
                .scheduleAtFixedRate(() -> checkDeadlines(edge), checkNanos, checkNanos, TimeUnit.NANOSECONDS);
        return new HttpListener(edge, channel, deadlines);
    }

    private static AdaptiveRecvByteBufAllocator readBuffers() {
        AdaptiveRecvByteBufAllocator buffers =
                new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, READ_BYTES_FIRST, READ_BYTES_MAX);
        buffers.maxMessagesPerRead(1);
        return buffers;
    }

    private static void addHandlers(Channel accepted, Edge edge, @Nullable Supplier<SslContext> tls) {
        if (tls != null) {
            SslHandler handler = tls.get().newHandler(accepted.alloc());
            handler.setHandshakeTimeoutMillis(edge.limits().headTime().toMillis());
            accepted.pipeline().addLast(handler);
        }
        accepted.pipeline().addLast(new HttpConnection(edge, tls != null));
    }

    private static Channel bind(ServerBootstrap bootstrap, InetSocketAddress address) {
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(new IOException(
                    "Cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause()));
        }
        return bound.channel();
    }

    private static Duration checkInterval(EdgeLimits limits) {
        Duration shortest = limits.drainTime();
        for (Duration time : new Duration[] {
            limits.headTime(), limits.idleTime(), limits.bodyIdleTime(), limits.bodyPaceTime(), limits.writeIdleTime()
        }) {
            shortest = time.compareTo(shortest) < 0 ? time : shortest;
        }
        Duration quarter = shortest.dividedBy(4);
        if (quarter.compareTo(DEADLINE_CHECK_MAX) > 0) {
            return DEADLINE_CHECK_MAX;
        }
        return quarter.compareTo(DEADLINE_CHECK_MIN) < 0 ? DEADLINE_CHECK_MIN : quarter;
    }

    private static void checkDeadlines(Edge edge) {
        long now = edge.nanoTime();
        for (HttpConnection connection : edge.connections()) {
            connection.checkDeadlines(now);
        }
    }

    /** Where it listens, with the port it got. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Open connections. */
    public int connections() {
        return edge.connectionCount();
    }

    /** Requests that run now. */
    public int requestsRunning() {
        return edge.admission().running();
    }

    /** Requests that wait for others to end. */
    public int requestsWaiting() {
        return edge.admission().waiting();
    }

    /** Bytes of bodies and responses held. */
    public long bytesHeld() {
        return edge.budget().held();
    }

    /**
     * Takes no new connection, answers new requests with {@code ServiceUnavailable}, waits for running ones as long as
     * its limits say, then cuts what is left.
     */
    @Override
    public void close() {
        edge.close();
        channel.close().awaitUninterruptibly();
        edge.connections().forEach(HttpConnection::closeIfIdle);
        if (!awaitNoConnection(edge.limits().shutdownTime())) {
            edge.connections().forEach(HttpConnection::closeNow);
            awaitNoConnection(Duration.ofSeconds(1));
        }
        deadlines.cancel(false);
    }

    private boolean awaitNoConnection(Duration atMost) {
        long end = edge.nanoTime() + atMost.toNanos();
        while (!edge.connections().isEmpty()) {
            if (edge.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(5));
        }
        return true;
    }
}
