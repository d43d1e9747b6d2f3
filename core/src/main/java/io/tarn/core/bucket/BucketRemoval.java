package io.tarn.core.bucket;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Fence;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;

/** Takes a bucket away: fence, look, remove and drop, or lift. */
final class BucketRemoval {
    private static final String FENCE_PREFIX = "delete/";
    private static final int ATTEMPTS_MAX = 8;

    private final Store store;
    private final BucketStore rows;

    BucketRemoval(Store store, BucketStore rows) {
        this.store = store;
        this.rows = rows;
    }

    /**
     * Deletes an empty bucket.
     *
     * @return false if something else holds the bucket fenced
     */
    boolean delete(BucketRecord bucket, String requestId) {
        refuseUnlessEmpty(bucket);
        // Each request has a fence of its own: two with one fence could lift it for each other.
        Fence fence = new Fence(bucket.space(), Bytes.utf8(FENCE_PREFIX + requestId));
        if (!store.fence(fence)) {
            return false;
        }
        boolean removed = false;
        try {
            refuseUnlessEmpty(bucket);
            BucketStore.Claim claim = rows.claim(bucket.name());
            removed = remove(bucket);
            if (claim != null) {
                // A claim written meanwhile is not ours to take; one that stays although nobody has it is harmless.
                rows.release(bucket.name(), claim);
            }
        } finally {
            if (!removed) {
                store.lift(fence);
            }
        }
        store.dropSpace(bucket.space());
        return true;
    }

    /** True if the deletion of a bucket set the fence. */
    static boolean setByDeletion(Fence fence) {
        return fence.owner().startsWith(Bytes.utf8(FENCE_PREFIX));
    }

    /** Drops the space of a bucket that does not exist; no effect if it is dropped already. */
    static void dropSpace(Store store, BucketRecord bucket) {
        if (store.fence(new Fence(bucket.space(), Bytes.utf8(FENCE_PREFIX)))) {
            store.dropSpace(bucket.space());
        }
    }

    private boolean remove(BucketRecord bucket) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            BucketStore.Seen seen = rows.seen(bucket.owner(), bucket.name());
            if (seen == null || seen.bucket().space() != bucket.space()) {
                throw gone(bucket);
            }
            switch (rows.remove(seen)) {
                case CommitResult.Committed committed -> {
                    return true;
                }
                case CommitResult.Conflict conflict -> {
                    // the bucket's row was changed: look again
                }
                case CommitResult.Busy busy -> throw S3Exception.of(ErrorCode.SLOW_DOWN);
                case CommitResult.Fenced fenced -> throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
                case CommitResult.Unknown unknown -> {
                    BucketStore.Seen now = rows.seen(bucket.owner(), bucket.name());
                    if (now != null && now.bucket().space() == bucket.space()) {
                        throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
                    }
                    return true;
                }
            }
        }
        throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
    }

    private void refuseUnlessEmpty(BucketRecord bucket) {
        if (holds(bucket, ObjectRows.CURRENT)
                || holds(bucket, ObjectRows.VERSIONS)
                || holds(bucket, ObjectRows.UPLOADS)) {
            throw S3Exception.of(ErrorCode.BUCKET_NOT_EMPTY).with("BucketName", bucket.name());
        }
    }

    private boolean holds(BucketRecord bucket, byte table) {
        try (Scan scan = store.scan(bucket.space(), table)) {
            return scan.next() != null;
        }
    }

    private static S3Exception gone(BucketRecord bucket) {
        return S3Exception.of(ErrorCode.NO_SUCH_BUCKET).with("BucketName", bucket.name());
    }
}
