package io.tarn.core.multipart;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.UploadId;
import io.tarn.core.layout.UploadRecord;
import io.tarn.core.object.ObjectLimits;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.Store;
import org.jspecify.annotations.Nullable;

/** Finds uploads. */
final class Uploads {
    private final Store store;

    Uploads(Store store) {
        this.store = store;
    }

    /**
     * The open upload with this id as a client sees it, or null if there is none.
     *
     * @throws S3Exception {@code KeyTooLongError}
     */
    @Nullable
    OpenUpload find(BucketRecord bucket, Bytes key, String idText) {
        ObjectLimits.checkKey(key);
        UploadId id = UploadIdText.parse(key, idText);
        return id == null ? null : find(bucket, key, id);
    }

    @Nullable
    OpenUpload find(BucketRecord bucket, Bytes key, UploadId id) {
        Row row = store.get(ObjectRows.key(bucket.space(), key, ObjectRows.upload(id)));
        return row == null ? null : new OpenUpload(bucket, key, id, UploadRecord.decode(row.value()), row.revision());
    }

    /** As {@link #find}, but a missing one is refused with {@code NoSuchUpload}. */
    OpenUpload get(BucketRecord bucket, Bytes key, String idText) {
        OpenUpload found = find(bucket, key, idText);
        if (found == null) {
            throw missing(idText);
        }
        return found;
    }

    static S3Exception missing(String idText) {
        return S3Exception.of(ErrorCode.NO_SUCH_UPLOAD).with("UploadId", idText);
    }
}
