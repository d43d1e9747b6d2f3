package io.tarn.core.object;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.LastChanged;
import io.tarn.core.layout.ObjectRows;
import io.tarn.storage.Batch;
import io.tarn.storage.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Takes a key's current object away. */
final class Deleting {
    /** How many keys of one request are deleted at the same time, so that they share the store's syncs. */
    private static final int CONCURRENT_MAX = 64;

    private final Store store;
    private final Buckets buckets;
    private final Clock clock;

    Deleting(Store store, Buckets buckets, Clock clock) {
        this.store = store;
        this.buckets = buckets;
        this.clock = clock;
    }

    void delete(DeleteRequest request) {
        VersionIds.check(request.versionId());
        ObjectLimits.checkKey(request.key());
        @Nullable CurrentObject seen = null;
        for (int attempt = 0; attempt < Putting.CONFLICTS_MAX; attempt++) {
            CurrentObject before = CurrentObject.read(store, request.bucket().space(), request.key());
            if (attempt == 0 || same(seen, before)) {
                request.condition().check(CurrentObject.objectOf(before), request.key());
            } else {
                request.condition().checkAfterConflict(CurrentObject.objectOf(before), request.key());
            }
            seen = before;
            if (before == null
                    || Commits.done(
                            store.commit(batch(request, before)), buckets, request.bucket(), () -> gone(request))) {
                return;
            }
        }
        throw Commits.slowDown();
    }

    List<DeleteResult> deleteEach(List<DeleteRequest> requests) {
        Semaphore permits = new Semaphore(CONCURRENT_MAX);
        List<Future<DeleteResult>> futures = new ArrayList<>(requests.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (DeleteRequest request : requests) {
                futures.add(threads.submit(() -> {
                    permits.acquireUninterruptibly();
                    try {
                        return one(request);
                    } finally {
                        permits.release();
                    }
                }));
            }
        }
        List<DeleteResult> results = new ArrayList<>(requests.size());
        for (Future<DeleteResult> future : futures) {
            results.add(result(future));
        }
        return results;
    }

    private DeleteResult one(DeleteRequest request) {
        if (request.versionId() != null && !request.versionId().equals(VersionIds.NULL)) {
            // Unlike DeleteObject, which calls the id invalid.
            return new DeleteResult(request, VersionIds.missing(request.key(), request.versionId()));
        }
        try {
            delete(request);
            return new DeleteResult(request, null);
        } catch (S3Exception refused) {
            return new DeleteResult(request, refused);
        }
    }

    private static DeleteResult result(Future<DeleteResult> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            // A failing store stops the whole request: what is deleted stays so, and deleting it again is harmless.
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw S3Exception.of(ErrorCode.SERVICE_UNAVAILABLE);
        }
    }

    private Batch batch(DeleteRequest request, CurrentObject before) {
        long space = request.bucket().space();
        long now = store.moment(space, request.key(), clock.millis());
        Batch.Builder batch = new Succession(store, space, request.key(), before, now).beginDelete();
        if (store.get(ObjectRows.key(space, request.key(), ObjectRows.uploadsBegun())) == null) {
            batch.ifAbsent(ObjectRows.uploadsBegun());
        } else {
            // The completion of an upload, if it is conditional, must see that the key changed meanwhile.
            batch.put(ObjectRows.lastChanged(), new LastChanged(now, request.requestId()).encode());
        }
        return batch.build();
    }

    /** True if it was not the object that a commit met changed, but that an upload began. */
    private static boolean same(@Nullable CurrentObject seen, @Nullable CurrentObject now) {
        return seen != null && now != null && seen.revision() == now.revision();
    }

    /** After a commit of unknown outcome: no object is what was asked for, unless only one certain object was to go. */
    private boolean gone(DeleteRequest request) {
        @Nullable CurrentObject now = CurrentObject.read(store, request.bucket().space(), request.key());
        return now == null && request.condition() instanceof WriteCondition.None;
    }
}
