package io.tarn.core.bucket;

import io.tarn.core.layout.BucketName;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.Counters;
import io.tarn.core.layout.SettingKind;
import io.tarn.core.layout.SystemRows;
import io.tarn.core.setting.BucketSettings;
import io.tarn.storage.Batch;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Row;
import io.tarn.storage.Store;
import org.jspecify.annotations.Nullable;

/** The rows of buckets, read and changed one anchor at a time; each change only if its row is as it was seen. */
final class BucketStore {
    private final Store store;

    BucketStore(Store store) {
        this.store = store;
    }

    /** Whose the name is, and the revision that says so. */
    record Claim(String owner, long revision) {}

    /** A bucket's row, and its revision. */
    record Seen(BucketRecord bucket, long revision) {
        boolean active() {
            return bucket.state() == BucketRecord.State.ACTIVE;
        }
    }

    @Nullable
    Claim claim(String name) {
        Row row = store.get(SystemRows.nameKey(name));
        return row == null ? null : new Claim(BucketName.decode(row.value()).owner(), row.revision());
    }

    @Nullable
    Row row(String owner, String name) {
        return store.get(SystemRows.bucketKey(owner, name));
    }

    @Nullable
    Seen seen(String owner, String name) {
        Row row = row(owner, name);
        return row == null ? null : new Seen(BucketRecord.decode(row.value()), row.revision());
    }

    /** Writes the bucket's row if it is as seen (null: absent). */
    CommitResult put(BucketRecord bucket, @Nullable Long seenRevision) {
        Batch.Builder batch = Batch.on(Store.SYSTEM_SPACE, SystemRows.accountAnchor(bucket.owner()));
        var row = SystemRows.bucket(bucket.name());
        if (seenRevision == null) {
            batch.ifAbsent(row);
        } else {
            batch.ifUnchanged(row, seenRevision);
        }
        return store.commit(batch.put(row, bucket.encode(), new Batch.BodySource.None(), Counters.ofBucket())
                .build());
    }

    /** Makes a pending bucket one that exists, with its first settings, if it is as seen. */
    CommitResult activate(BucketRecord pending, long seenRevision, BucketSettings settings) {
        var row = SystemRows.bucket(pending.name());
        Batch.Builder batch = Batch.on(Store.SYSTEM_SPACE, SystemRows.accountAnchor(pending.owner()))
                .ifUnchanged(row, seenRevision)
                .put(row, pending.active().encode(), new Batch.BodySource.None(), Counters.ofBucket());
        SettingForms.encode(settings)
                .forEach((kind, value) -> batch.put(SystemRows.setting(pending.name(), kind), value));
        return store.commit(batch.build());
    }

    /** Removes the bucket's row and its settings if it is as seen. */
    CommitResult remove(Seen seen) {
        var row = SystemRows.bucket(seen.bucket().name());
        Batch.Builder batch = Batch.on(
                        Store.SYSTEM_SPACE,
                        SystemRows.accountAnchor(seen.bucket().owner()))
                .ifUnchanged(row, seen.revision())
                .delete(row);
        for (SettingKind kind : SettingKind.values()) {
            batch.delete(SystemRows.setting(seen.bucket().name(), kind));
        }
        return store.commit(batch.build());
    }

    /** Claims the name if the claim is as seen (null: absent). */
    CommitResult claim(String name, String owner, @Nullable Claim seen) {
        Batch.Builder batch = Batch.on(Store.SYSTEM_SPACE, SystemRows.nameAnchor(name));
        if (seen == null) {
            batch.ifAbsent(SystemRows.name());
        } else {
            batch.ifUnchanged(SystemRows.name(), seen.revision());
        }
        return store.commit(
                batch.put(SystemRows.name(), new BucketName(owner).encode()).build());
    }

    /** Gives the name up if the claim is as seen. */
    CommitResult release(String name, Claim seen) {
        return store.commit(Batch.on(Store.SYSTEM_SPACE, SystemRows.nameAnchor(name))
                .ifUnchanged(SystemRows.name(), seen.revision())
                .delete(SystemRows.name())
                .build());
    }
}
