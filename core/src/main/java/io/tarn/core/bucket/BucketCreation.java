package io.tarn.core.bucket;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.Counters;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Store;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Brings a bucket into being: pending row, claim of the name, active row. */
final class BucketCreation {
    private static final int ATTEMPTS_MAX = 32;

    /** Most buckets of a store. */
    static final int BUCKETS_MAX = 10_000;

    private final Store store;
    private final BucketStore rows;
    private final Regions regions;
    private final Clock clock;

    BucketCreation(Store store, BucketStore rows, Regions regions, Clock clock) {
        this.store = store;
        this.rows = rows;
        this.regions = regions;
        this.clock = clock;
    }

    BucketRecord create(NewBucket request) {
        BucketNames.check(request.name());
        Placement placement = Placement.of(regions, request.locationConstraint());
        if (store.tallies(Store.SYSTEM_SPACE).getOrDefault(Counters.BUCKETS, 0L) >= BUCKETS_MAX) {
            refuseOneMore(request);
        }
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            BucketRecord bucket = attempt(request, placement);
            if (bucket != null) {
                return bucket;
            }
        }
        throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
    }

    /** A full store still answers as ever about buckets that are there. */
    private void refuseOneMore(NewBucket request) {
        BucketStore.Claim claim = rows.claim(request.name());
        BucketStore.Seen seen = claim == null ? null : rows.seen(claim.owner(), request.name());
        if (seen == null || !seen.active()) {
            throw S3Exception.of(ErrorCode.TOO_MANY_BUCKETS);
        }
    }

    /** The bucket, or null if others were at it at the same time. */
    private @Nullable BucketRecord attempt(NewBucket request, Placement placement) {
        BucketStore.Claim claim = rows.claim(request.name());
        if (claim != null) {
            BucketStore.Seen claimed = rows.seen(claim.owner(), request.name());
            if (claimed != null && claimed.active()) {
                return existing(request, placement, claimed.bucket());
            }
            if (claimed != null && !claim.owner().equals(request.owner()) && !committed(rows.remove(claimed))) {
                return null;
            }
        }
        BucketStore.Seen own = rows.seen(request.owner(), request.name());
        if (own != null && own.active()) {
            return null;
        }
        return claimAndActivate(request, pending(request, placement), claim, own == null ? null : own.revision());
    }

    private @Nullable BucketRecord claimAndActivate(
            NewBucket request, BucketRecord pending, BucketStore.@Nullable Claim claim, @Nullable Long seenRevision) {
        CommitResult result = rows.put(pending, seenRevision);
        if (result instanceof CommitResult.Committed written) {
            result = rows.claim(pending.name(), pending.owner(), claim);
            if (result instanceof CommitResult.Committed) {
                result = rows.activate(pending, written.revision(), request.settings());
                if (result instanceof CommitResult.Committed || isActive(pending)) {
                    return pending.active();
                }
            }
        }
        if (result instanceof CommitResult.Unknown) {
            // What is half made stays for recovery: nothing may be dropped that might exist after all.
            throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
        }
        BucketRemoval.dropSpace(store, pending);
        checkBusy(result);
        return null;
    }

    /** What a bucket that is there already means for the request. */
    private BucketRecord existing(NewBucket request, Placement placement, BucketRecord bucket) {
        if (bucket.writer().equals(request.requestId()) && bucket.owner().equals(request.owner())) {
            return bucket;
        }
        if (!bucket.owner().equals(request.owner())) {
            throw S3Exception.of(ErrorCode.BUCKET_ALREADY_EXISTS).with("BucketName", bucket.name());
        }
        boolean bothAtHome = placement.region().equals(Regions.US_EAST_1)
                && bucket.region().equals(Regions.US_EAST_1)
                && regions.own().equals(Regions.US_EAST_1);
        if (bothAtHome && request.settings().tags().isEmpty()) {
            return bucket;
        }
        throw S3Exception.of(ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU).with("BucketName", bucket.name());
    }

    private BucketRecord pending(NewBucket request, Placement placement) {
        return new BucketRecord(
                BucketRecord.State.PENDING,
                store.createSpace(),
                request.name(),
                request.owner(),
                clock.millis(),
                placement.region(),
                placement.constraint(),
                request.requestId());
    }

    private boolean isActive(BucketRecord pending) {
        BucketStore.Seen now = rows.seen(pending.owner(), pending.name());
        return now != null && now.active() && now.bucket().space() == pending.space();
    }

    private static boolean committed(CommitResult result) {
        checkBusy(result);
        return result instanceof CommitResult.Committed;
    }

    private static void checkBusy(CommitResult result) {
        if (result instanceof CommitResult.Busy) {
            throw S3Exception.of(ErrorCode.SLOW_DOWN);
        }
    }
}
