package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.ResponseSink.ClientGone;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its head to the end of its answer. Runs the handler on a thread of its own; everything that touches
 * the connection is sent to the event loop, in order.
 */
final class Exchange implements Runnable, Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Edge edge;
    private final HttpConnection connection;
    private final RequestFrame frame;
    private final IncomingBody body;
    private final OutgoingResponse response;
    private final long startNanos;
    private final AtomicLong unsent = new AtomicLong();
    private volatile long progressNanos;
    private volatile boolean gone;
    private volatile @Nullable Thread waiter;

    Exchange(Edge edge, HttpConnection connection, RequestFrame frame, ByteBuf first) {
        this.edge = edge;
        this.connection = connection;
        this.frame = frame;
        this.body =
                new IncomingBody(connection, edge.budget(), frame, edge.limits().bodyQueueBytesMax());
        this.response = new OutgoingResponse(this, frame, edge.headWriter(), edge.allocator(), first);
        this.startNanos = edge.nanoTime();
        this.progressNanos = startNanos;
    }

    IncomingBody body() {
        return body;
    }

    RequestFrame frame() {
        return frame;
    }

    @Override
    public void run() {
        try {
            serve();
        } finally {
            edge.admission().release(frame.hasBody());
            edge.metrics().bytesOut(response.written());
            edge.metrics().ended(response.operation(), response.status(), edge.nanoTime() - startNanos);
        }
    }

    private void serve() {
        try {
            edge.handler().handle(frame.head(), connection.peer(), body, response);
            response.finish();
        } catch (ClientGone noReader) {
            response.cut();
        } catch (S3Exception refused) {
            answer(EarlyAnswer.document(refused, edge.ids()));
        } catch (Throwable unforeseen) {
            EarlyAnswer answer = EarlyAnswer.document(S3Exception.of(ErrorCode.INTERNAL_ERROR), edge.ids());
            LOG.error(
                    "Request {} failed: {} {}",
                    answer.head().headers().first("x-amz-request-id"),
                    frame.head().method(),
                    frame.head().rawPath(),
                    unforeseen);
            answer(answer);
        }
    }

    private void answer(EarlyAnswer answer) {
        try {
            if (response.begun()) {
                response.cut();
                return;
            }
            response.begin(answer.head());
            response.write(ByteBuffer.wrap(answer.body()));
            response.finish();
        } catch (ClientGone noReader) {
            response.cut();
        }
    }

    @Override
    public boolean keepsOpen() {
        return body.ended() && !edge.closing();
    }

    @Override
    public void send(List<ByteBuf> pieces) {
        long bytes = readable(pieces);
        try {
            awaitRoom();
        } catch (ClientGone noReader) {
            pieces.forEach(ByteBuf::release);
            throw noReader;
        }
        if (unsent.getAndAdd(bytes) == 0) {
            progressNanos = edge.nanoTime();
        }
        edge.budget().add(bytes);
        if (!connection.execute(() -> connection.write(this, pieces, bytes))) {
            pieces.forEach(ByteBuf::release);
            throw new ClientGone("the server has stopped");
        }
    }

    private void awaitRoom() {
        long bytesMax = edge.limits().responseQueueBytesMax();
        waiter = Thread.currentThread();
        while (!gone && !edge.budget().allows(unsent.get(), bytesMax)) {
            LockSupport.park(this);
        }
        waiter = null;
        if (gone) {
            throw new ClientGone("the client closed the connection or was too slow");
        }
    }

    @Override
    public void finish(List<ByteBuf> pieces, boolean keep) {
        long bytes = readable(pieces);
        if (unsent.getAndAdd(bytes) == 0) {
            progressNanos = edge.nanoTime();
        }
        edge.budget().add(bytes);
        if (!connection.execute(() -> connection.finish(this, pieces, bytes, keep))) {
            pieces.forEach(ByteBuf::release);
            body.discard();
        }
    }

    @Override
    public void cut() {
        if (!connection.execute(() -> connection.cut(this))) {
            body.discard();
        }
    }

    /** Event loop: frees everything of a request that never ran. */
    void discard() {
        body.discard();
        response.discard();
    }

    private static long readable(List<ByteBuf> pieces) {
        long bytes = 0;
        for (ByteBuf piece : pieces) {
            bytes += piece.readableBytes();
        }
        return bytes;
    }

    /** Event loop: the client took these bytes, or never will. */
    void sent(long bytes) {
        edge.budget().add(-bytes);
        unsent.addAndGet(-bytes);
        progressNanos = edge.nanoTime();
        wake();
    }

    /** Event loop: nobody will see the rest of the answer. */
    void clientGone() {
        gone = true;
        body.fail(IncomingBody.incomplete());
        wake();
    }

    private void wake() {
        Thread sleeper = waiter;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }

    /** True if the client has owed us to take bytes for longer than this. */
    boolean stuck(long now, long nanosMax) {
        return unsent.get() > 0 && now - progressNanos > nanosMax;
    }
}
