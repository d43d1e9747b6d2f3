package io.tarn.core.bucket;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.Counters;
import io.tarn.core.layout.SettingKind;
import io.tarn.core.layout.SystemRows;
import io.tarn.core.setting.BucketSettings;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of buckets' settings: read as of one revision of the bucket's row, changed together with it. */
final class BucketSettingRows {
    private static final int ATTEMPTS_MAX = 16;

    private final Store store;
    private final BucketStore rows;

    BucketSettingRows(Store store, BucketStore rows) {
        this.store = store;
        this.rows = rows;
    }

    /** A bucket, and how many bytes its settings take. */
    record Read(Bucket bucket, long bytes) {}

    /** The account's bucket of this name, or null if it has none that exists. */
    @Nullable
    Read read(String owner, String name) {
        BucketStore.Seen seen = rows.seen(owner, name);
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (seen == null || !seen.active()) {
                return null;
            }
            Map<SettingKind, Bytes> found = scan(owner, name);
            BucketStore.Seen again = rows.seen(owner, name);
            if (again != null && again.revision() == seen.revision()) {
                BucketSettings settings = found.isEmpty() ? BucketSettings.DEFAULT : SettingForms.decode(found);
                long bytes = found.values().stream().mapToLong(Bytes::length).sum();
                return new Read(new Bucket(seen.bucket(), seen.revision(), settings), bytes);
            }
            seen = again;
        }
        throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
    }

    private Map<SettingKind, Bytes> scan(String owner, String name) {
        Map<SettingKind, Bytes> found = new EnumMap<>(SettingKind.class);
        Bytes anchor = SystemRows.accountAnchor(owner);
        Bytes prefix = SystemRows.settingPrefix(name);
        try (Scan scan = store.scan(Store.SYSTEM_SPACE, SystemRows.SETTINGS)) {
            scan.seek(anchor, prefix);
            for (Row row = scan.next(); row != null; row = scan.next()) {
                Bytes suffix = row.key().suffix();
                if (!row.key().anchor().equals(anchor) || !suffix.startsWith(prefix)) {
                    break;
                }
                found.put(SystemRows.settingOf(suffix, name), row.value());
            }
        }
        return found;
    }

    /**
     * Writes the bucket's row anew and what is different in its settings, if the bucket is as it was seen.
     *
     * @param requestId the id of the request that does it, by which an unknown outcome is told
     */
    CommitResult change(Bucket seen, BucketSettings settings, String requestId) {
        BucketRecord record = seen.record().writtenBy(requestId);
        String name = record.name();
        Batch.Builder batch = Batch.on(Store.SYSTEM_SPACE, SystemRows.accountAnchor(record.owner()))
                .ifUnchanged(SystemRows.bucket(name), seen.revision())
                .put(SystemRows.bucket(name), record.encode(), new Batch.BodySource.None(), Counters.ofBucket());
        Map<SettingKind, Bytes> before = SettingForms.encode(seen.settings());
        Map<SettingKind, Bytes> after = SettingForms.encode(settings);
        for (SettingKind kind : SettingKind.values()) {
            Bytes value = after.get(kind);
            if (value == null && before.containsKey(kind)) {
                batch.delete(SystemRows.setting(name, kind));
            } else if (value != null && !Objects.equals(value, before.get(kind))) {
                batch.put(SystemRows.setting(name, kind), value);
            }
        }
        return store.commit(batch.build());
    }
}
