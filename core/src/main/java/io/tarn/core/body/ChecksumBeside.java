package io.tarn.core.body;

import io.tarn.core.checksum.ChecksumValue;
import io.tarn.core.checksum.RunningChecksum;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/**
 * Computes a checksum on a virtual thread of its own, which follows a few pieces behind. What it takes is copied into
 * these pieces, so that the bytes may be changed at once.
 */
final class ChecksumBeside implements RunningChecksum, AutoCloseable {
    private static final int PIECE_BYTES = 128 * 1024;
    private static final int PIECES = 4;

    private final RunningChecksum checksum;
    private final Runnable whenEnded;
    private final ByteBuffer[] pieces = new ByteBuffer[PIECES];
    private final Semaphore empty = new Semaphore(PIECES);
    private final Semaphore full = new Semaphore(0);
    private final CompletableFuture<ChecksumValue> value = new CompletableFuture<>();

    /** The piece being filled; of all those filled, how many. */
    private int filled;

    private boolean filling;
    private boolean ended;

    /** How many pieces there are in all, as soon as that is known. */
    private volatile int pieceCount = Integer.MAX_VALUE;

    /**
     * @param whenEnded run once, by the thread when it ends
     */
    ChecksumBeside(RunningChecksum checksum, Runnable whenEnded) {
        this.checksum = checksum;
        this.whenEnded = whenEnded;
        for (int i = 0; i < PIECES; i++) {
            pieces[i] = ByteBuffer.allocate(PIECE_BYTES);
        }
        Thread.ofVirtual().name("tarn-digest").start(this::follow);
    }

    @Override
    public void update(ByteBuffer data) {
        ByteBuffer rest = data.duplicate();
        while (rest.hasRemaining()) {
            ByteBuffer piece = piece();
            int bytes = Math.min(rest.remaining(), piece.remaining());
            piece.put(rest.slice(rest.position(), bytes));
            rest.position(rest.position() + bytes);
            if (!piece.hasRemaining()) {
                handOver();
            }
        }
    }

    /** The piece to fill; waits until the other thread has one left. */
    private ByteBuffer piece() {
        if (!filling) {
            empty.acquireUninterruptibly();
            filling = true;
            pieces[filled % PIECES].clear();
        }
        return pieces[filled % PIECES];
    }

    private void handOver() {
        pieces[filled % PIECES].flip();
        filled++;
        filling = false;
        full.release();
    }

    private void follow() {
        try {
            int done = 0;
            while (true) {
                full.acquireUninterruptibly();
                if (done == pieceCount) {
                    value.complete(checksum.value());
                    return;
                }
                checksum.update(pieces[done % PIECES]);
                done++;
                empty.release();
            }
        } catch (RuntimeException | Error failed) {
            value.completeExceptionally(failed);
            // Nobody may wait for pieces that nobody empties any more.
            empty.release(Integer.MAX_VALUE / 2);
        } finally {
            whenEnded.run();
        }
    }

    @Override
    public ChecksumValue value() {
        end();
        try {
            return value.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("a checksum could not be computed", failed.getCause());
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            if (filling) {
                handOver();
            }
            pieceCount = filled;
            full.release();
        }
    }

    /** Lets the other thread end, whatever came until now. Idempotent. */
    @Override
    public void close() {
        end();
    }
}
