package io.tarn.core.object;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.layout.BucketRecord;
import io.tarn.storage.CommitResult;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the results of a commit mean to a request. */
public final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    /** Seconds after which a client that was told to slow down may come again. */
    private static final int RETRY_SECONDS = 1;

    private Commits() {}

    /**
     * Tells whether a commit happened.
     *
     * @param happened reads again, after a commit of unknown outcome: true only if the batch certainly happened
     * @return true if it happened; false if a condition did not hold, so that it may be tried anew
     * @throws S3Exception {@code NoSuchBucket} or {@code OperationAborted} behind a fence, {@code SlowDown} if the store is
     *     busy, {@code InternalError} if nobody knows
     */
    public static boolean done(CommitResult result, Buckets buckets, BucketRecord bucket, BooleanSupplier happened) {
        return switch (result) {
            case CommitResult.Committed committed -> true;
            case CommitResult.Conflict conflict -> false;
            case CommitResult.Fenced fenced -> throw buckets.fenced(bucket);
            case CommitResult.Busy busy -> throw slowDown();
            case CommitResult.Unknown unknown -> {
                if (!happened.getAsBoolean()) {
                    LOG.warn("The outcome of a commit is unknown: {}", unknown.reason());
                    throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
                }
                yield true;
            }
        };
    }

    /** {@code SlowDown} with the time to wait. */
    public static S3Exception slowDown() {
        return S3Exception.of(ErrorCode.SLOW_DOWN).withHeader("retry-after", Integer.toString(RETRY_SECONDS));
    }
}
