package io.tarn.server.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that move bytes between sockets and memory, and the memory they use. Uses epoll where the system has
 * it, and otherwise what Java brings.
 */
public final class EventLoops implements AutoCloseable {
    private static final int PAGE_BYTES = 8 * 1024;
    /** Memory is taken from the system in units of 1 MiB: pages of 8 KiB doubled so often. */
    private static final int CHUNK_DOUBLINGS = 7;

    private final EventLoopGroup group;
    private final Class<? extends ServerChannel> channelType;
    private final ByteBufAllocator allocator;

    private EventLoops(EventLoopGroup group, Class<? extends ServerChannel> channelType, int threads) {
        this.group = group;
        this.channelType = channelType;
        this.allocator = new PooledByteBufAllocator(
                true,
                1,
                threads + 1,
                PAGE_BYTES,
                CHUNK_DOUBLINGS,
                PooledByteBufAllocator.defaultSmallCacheSize(),
                PooledByteBufAllocator.defaultNormalCacheSize(),
                false);
    }

    /** Starts loops whose threads bear a name. {@code nativeTransport} false keeps to what Java brings. */
    public static EventLoops start(String name, int threads, boolean nativeTransport) {
        DefaultThreadFactory named = new DefaultThreadFactory(name + "-edge", true);
        if (nativeTransport && Epoll.isAvailable()) {
            return new EventLoops(
                    group(threads, named, EpollIoHandler.newFactory()), EpollServerSocketChannel.class, threads);
        }
        return new EventLoops(group(threads, named, NioIoHandler.newFactory()), NioServerSocketChannel.class, threads);
    }

    private static EventLoopGroup group(int threads, DefaultThreadFactory named, IoHandlerFactory handlers) {
        return new MultiThreadIoEventLoopGroup(threads, named, handlers);
    }

    EventLoopGroup group() {
        return group;
    }

    Class<? extends ServerChannel> channelType() {
        return channelType;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    /** Runs a task that does not block again and again until the loops end. */
    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the loops.
    public void every(Duration interval, Runnable task) {
        group.scheduleAtFixedRate(task, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends the loops, waiting at most five seconds. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS)
                .awaitUninterruptibly(Duration.ofSeconds(5).toMillis());
    }
}
