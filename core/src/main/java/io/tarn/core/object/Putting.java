package io.tarn.core.object;

import io.tarn.core.bucket.Buckets;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.Store;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Makes received bytes a key's current object in one commit. */
final class Putting {
    /** How often a commit may meet a change of the same key before the client is told to slow down. */
    static final int CONFLICTS_MAX = 256;

    private final Store store;
    private final Buckets buckets;
    private final Clock clock;

    Putting(Store store, Buckets buckets, Clock clock) {
        this.store = store;
        this.buckets = buckets;
        this.clock = clock;
    }

    void check(PutRequest request) {
        ObjectLimits.checkKey(request.key());
        ObjectLimits.checkMetadata(request.description().metadata());
        CurrentObject current = CurrentObject.read(store, request.bucket().space(), request.key());
        request.condition().check(CurrentObject.objectOf(current), request.key());
    }

    ObjectRecord put(PutRequest request, Content content) {
        ObjectLimits.checkKey(request.key());
        ObjectLimits.checkMetadata(request.description().metadata());
        long space = request.bucket().space();
        for (int attempt = 0; attempt < CONFLICTS_MAX; attempt++) {
            CurrentObject before = CurrentObject.read(store, space, request.key());
            ask(request, before, attempt);
            long now = store.moment(space, request.key(), clock.millis());
            Succession succession = new Succession(store, space, request.key(), before, now);
            ObjectRecord next = next(request, content, succession);
            Batch batch = succession.batch(next, content.body());
            if (Commits.done(store.commit(batch), buckets, request.bucket(), () -> wrote(request))) {
                return next;
            }
        }
        throw Commits.slowDown();
    }

    private static void ask(PutRequest request, @Nullable CurrentObject before, int attempt) {
        ObjectRecord object = CurrentObject.objectOf(before);
        Bytes key = request.key();
        if (attempt == 0) {
            request.condition().check(object, key);
        } else {
            request.condition().checkAfterConflict(object, key);
        }
    }

    private boolean wrote(PutRequest request) {
        CurrentObject now = CurrentObject.read(store, request.bucket().space(), request.key());
        return now != null && now.object().writer().equals(request.requestId());
    }

    private static ObjectRecord next(PutRequest request, Content content, Succession succession) {
        Description description = request.description();
        return new ObjectRecord(
                succession.sequence(),
                succession.nullSequence(),
                Bytes.EMPTY,
                succession.lastModified(),
                content.body().length(),
                content.entityTag(),
                content.checksum(),
                description.headers(),
                description.metadata(),
                description.storageClass(),
                null,
                description.access(),
                request.requestId());
    }
}
