package io.tarn.core.bucket;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.SettingKind;
import io.tarn.core.layout.SystemRows;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.PublicAccessBlock;
import io.tarn.storage.Batch;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Row;
import io.tarn.storage.Store;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes settings: each change is made of what is there, and made again if somebody was quicker. */
final class SettingChanges {
    private static final int ATTEMPTS_MAX = 32;

    private final Store store;
    private final BucketSettingRows rows;

    SettingChanges(Store store, BucketSettingRows rows) {
        this.store = store;
        this.rows = rows;
    }

    /** The bucket as it is after the change. */
    Bucket change(BucketRecord bucket, String requestId, UnaryOperator<BucketSettings> change) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Bucket seen = now(bucket);
            BucketSettings settings = change.apply(seen.settings());
            switch (rows.change(seen, settings, requestId)) {
                case CommitResult.Committed committed -> {
                    return new Bucket(seen.record().writtenBy(requestId), committed.revision(), settings);
                }
                case CommitResult.Conflict conflict -> {
                    // the bucket or another setting was changed: look again
                }
                case CommitResult.Busy busy -> throw S3Exception.of(ErrorCode.SLOW_DOWN);
                case CommitResult.Fenced fenced -> throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
                case CommitResult.Unknown unknown -> {
                    Bucket found = now(bucket);
                    if (!found.record().writer().equals(requestId)) {
                        throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
                    }
                    return found;
                }
            }
        }
        throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
    }

    /** The bucket of a request, unless it is gone or another has its name. */
    private Bucket now(BucketRecord bucket) {
        BucketSettingRows.Read read = rows.read(bucket.owner(), bucket.name());
        if (read == null || read.bucket().record().space() != bucket.space()) {
            throw S3Exception.of(ErrorCode.NO_SUCH_BUCKET).with("BucketName", bucket.name());
        }
        return read.bucket();
    }

    /** What keeps the public out of all an account's buckets, or null if nothing was set. */
    @Nullable
    PublicAccessBlock accountBlock(String account) {
        Row row = store.get(SystemRows.accountSettingKey(account, SettingKind.PUBLIC_ACCESS_BLOCK));
        return row == null ? null : SettingForms.decodeBlock(row.value());
    }

    /** Sets it; null deletes it. */
    void accountBlock(String account, @Nullable PublicAccessBlock block) {
        var row = SystemRows.setting("", SettingKind.PUBLIC_ACCESS_BLOCK);
        Batch.Builder batch = Batch.on(Store.SYSTEM_SPACE, SystemRows.accountAnchor(account));
        CommitResult result =
                store.commit((block == null ? batch.delete(row) : batch.put(row, SettingForms.encode(block))).build());
        switch (result) {
            case CommitResult.Committed committed -> {
                // done
            }
            case CommitResult.Busy busy -> throw S3Exception.of(ErrorCode.SLOW_DOWN);
            case CommitResult.Conflict conflict -> throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
            case CommitResult.Fenced fenced -> throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
            case CommitResult.Unknown unknown -> throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
        }
    }
}
