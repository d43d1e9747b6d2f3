package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.RequestBody;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands a body from the event loop to the thread of its request, bounded in bytes. The event loop offers pieces and
 * says how the body ends; the request's thread takes them and, when it has made room, asks for more.
 */
final class IncomingBody implements RequestBody {
    /** A piece, and the memory that it keeps from being used again. */
    private record Piece(ByteBuf bytes, int cost) {}

    private final Feed feed;
    private final MemoryBudget budget;
    private final long length;
    private final int queueBytesMax;
    private final boolean expectsContinue;
    private final Queue<Piece> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queued = new AtomicLong();
    private volatile boolean ended;
    private volatile boolean paused;
    private volatile boolean asked;
    private volatile @Nullable S3Exception failure;
    private volatile @Nullable Thread waiter;
    private @Nullable Piece lent;

    IncomingBody(Feed feed, MemoryBudget budget, RequestFrame frame, int queueBytesMax) {
        this.feed = feed;
        this.budget = budget;
        this.length = frame.bodyLength();
        this.queueBytesMax = queueBytesMax;
        this.expectsContinue = frame.expectsContinue() && frame.hasBody();
        this.ended = !frame.hasBody();
    }

    @Override
    public long length() {
        return length;
    }

    /** Event loop: adds a piece; takes over its reference. */
    void offer(ByteBuf bytes, int cost) {
        queued.addAndGet(cost);
        budget.add(cost);
        queue.add(new Piece(bytes, cost));
        wake();
    }

    /** Event loop: the body is complete. */
    void end() {
        ended = true;
        wake();
    }

    /** Event loop: the body will not be complete; pieces offered before can still be taken. */
    void fail(S3Exception reason) {
        if (!ended && failure == null) {
            failure = reason;
            wake();
        }
    }

    /** True if all of the body has arrived. */
    boolean ended() {
        return ended;
    }

    /** True while a client that waits for {@code 100 Continue} was not told to go on. */
    boolean heldBack() {
        return expectsContinue && !asked;
    }

    /** Event loop: true if it should read more; otherwise {@link Feed#resumeReading} will be called once there is room. */
    boolean wantsMore() {
        if (budget.allows(queued.get(), queueBytesMax)) {
            return true;
        }
        paused = true;
        if (budget.allows(queued.get(), queueBytesMax)) {
            paused = false;
            return true;
        }
        return false;
    }

    /** Frees what was not taken; by the last thread that touches the body. */
    void discard() {
        free(lent);
        lent = null;
        for (Piece piece = queue.poll(); piece != null; piece = queue.poll()) {
            free(piece);
        }
    }

    @Override
    public @Nullable ByteBuffer next() {
        free(lent);
        lent = null;
        if (!asked) {
            asked = true;
            if (expectsContinue && !ended) {
                feed.sendContinue();
            }
        }
        Piece piece = await();
        lent = piece;
        if (piece == null) {
            return null;
        }
        resumeIfRoom();
        return piece.bytes.nioBuffer();
    }

    private @Nullable Piece await() {
        Piece piece = queue.poll();
        if (piece != null) {
            return piece;
        }
        resumeIfRoom();
        waiter = Thread.currentThread();
        try {
            while (true) {
                boolean last = ended;
                S3Exception failed = failure;
                piece = queue.poll();
                if (piece != null || last) {
                    return piece;
                }
                if (failed != null) {
                    throw failed;
                }
                LockSupport.park(this);
            }
        } finally {
            waiter = null;
        }
    }

    private void resumeIfRoom() {
        if (paused && queued.get() <= queueBytesMax / 2) {
            paused = false;
            feed.resumeReading();
        }
    }

    private void free(@Nullable Piece piece) {
        if (piece != null) {
            piece.bytes.release();
            queued.addAndGet(-piece.cost);
            budget.add(-piece.cost);
        }
    }

    private void wake() {
        Thread sleeper = waiter;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }

    /** What the handler is told when the client went away before the end. */
    static S3Exception incomplete() {
        return S3Exception.of(ErrorCode.INCOMPLETE_BODY);
    }
}
