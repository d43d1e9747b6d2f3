package io.tarn.core.object;

import io.tarn.core.acl.AccessControlList;
import io.tarn.core.acl.ObjectAccess;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.Counters;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.Store;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives an object another list; its bytes, its time and everything else stay. */
final class AccessChanging {
    private final Store store;
    private final Buckets buckets;

    AccessChanging(Store store, Buckets buckets) {
        this.store = store;
        this.buckets = buckets;
    }

    @Nullable
    ObjectAccess access(BucketRecord bucket, Bytes key, @Nullable String versionId) {
        if (key.isEmpty()
                || key.length() > ObjectLimits.KEY_BYTES_MAX
                || (versionId != null && !versionId.equals(VersionIds.NULL))) {
            return null;
        }
        CurrentObject now = CurrentObject.read(store, bucket.space(), key);
        return now == null ? null : now.object().access();
    }

    void change(
            BucketRecord bucket,
            Bytes key,
            @Nullable String versionId,
            String requestId,
            Function<ObjectRecord, AccessControlList> change) {
        VersionIds.check(versionId);
        for (int attempt = 0; attempt < Putting.CONFLICTS_MAX; attempt++) {
            CurrentObject before = CurrentObject.read(store, bucket.space(), key);
            if (before == null) {
                throw VersionIds.missing(key, versionId);
            }
            ObjectRecord object = before.object();
            ObjectRecord next = object.withAccess(object.access().withAcl(change.apply(object)), requestId);
            Batch.BodySource body =
                    object.manifest() == null ? new Batch.BodySource.Keep() : new Batch.BodySource.None();
            Batch batch = Batch.on(bucket.space(), key)
                    .ifUnchanged(ObjectRows.current(), before.revision())
                    .put(ObjectRows.current(), next.encode(), body, Counters.of(next))
                    .build();
            if (Commits.done(store.commit(batch), buckets, bucket, () -> wrote(bucket, key, requestId))) {
                return;
            }
        }
        throw Commits.slowDown();
    }

    private boolean wrote(BucketRecord bucket, Bytes key, String requestId) {
        CurrentObject now = CurrentObject.read(store, bucket.space(), key);
        return now != null && now.object().writer().equals(requestId);
    }
}
