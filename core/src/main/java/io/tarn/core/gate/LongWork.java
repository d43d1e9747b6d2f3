package io.tarn.core.gate;

import io.tarn.api.s3.S3Operation;
import io.tarn.core.ResponseSink.ClientGone;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does work that can take longer than clients wait, and lets them hear meanwhile that it goes on (Amazon S3, API
 * Reference: CompleteMultipartUpload and CopyObject).
 *
 * <p>The work has a thread of its own; the request's thread waits for it and is the only one that writes. Work is never
 * given up: what was begun when the client went is finished before its request ends.
 */
final class LongWork {
    /** What answers 200 with a document and may read or write many bytes or rows first. */
    private static final Set<S3Operation> OPERATIONS = EnumSet.of(
            S3Operation.COMPLETE_MULTIPART_UPLOAD,
            S3Operation.COPY_OBJECT,
            S3Operation.DELETE_OBJECTS,
            S3Operation.UPLOAD_PART_COPY);

    private final Patience patience;

    LongWork(Patience patience) {
        this.patience = patience;
    }

    /**
     * Does the work of an operation.
     *
     * @throws RuntimeException that ended the work, or {@link ClientGone} if nobody waits for its result any more
     */
    Handlers.Encoded run(S3Operation operation, Supplier<Handlers.Encoded> work, Reply reply) {
        if (!OPERATIONS.contains(operation)) {
            return work.get();
        }
        FutureTask<Handlers.Encoded> task = new FutureTask<>(work::get);
        CountDownLatch end = new CountDownLatch(1);
        Thread.startVirtualThread(() -> {
            task.run();
            end.countDown();
        });
        wait(end, reply);
        return switch (task.state()) {
            case SUCCESS -> task.resultNow();
            case FAILED -> throw asThrown(task.exceptionNow());
            case RUNNING, CANCELLED -> throw new IllegalStateException("work neither done nor failed");
        };
    }

    private void wait(CountDownLatch end, Reply reply) {
        ClientGone gone = null;
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = patience.await(end);
                if (!ended && gone == null) {
                    gone = stillWorking(reply);
                }
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (gone != null) {
            throw gone;
        }
    }

    private static @Nullable ClientGone stillWorking(Reply reply) {
        try {
            reply.stillWorking();
            return null;
        } catch (ClientGone gone) {
            return gone;
        }
    }

    private static RuntimeException asThrown(Throwable failure) {
        return switch (failure) {
            case RuntimeException refused -> refused;
            case Error error -> throw error;
            default -> new IllegalStateException(failure);
        };
    }
}
