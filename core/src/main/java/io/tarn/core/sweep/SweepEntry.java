package io.tarn.core.sweep;

import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.Sweep;
import io.tarn.core.layout.UploadId;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.RowName;

/**
 * One thing to sweep, as it was seen.
 *
 * @param space of the bucket
 * @param key the object key
 * @param what what is to go
 * @param uploadId of which upload
 * @param notBefore when it may go, in milliseconds since 1970
 * @param revision of the entry's row
 */
record SweepEntry(long space, Bytes key, Sweep.What what, UploadId uploadId, long notBefore, long revision) {
    static SweepEntry of(Row row) {
        ObjectRows.SweepName name = ObjectRows.sweepOf(row.key().suffix());
        long notBefore = Sweep.decode(row.value()).notBefore();
        return new SweepEntry(
                row.key().space(), row.key().anchor(), name.what(), name.uploadId(), notBefore, row.revision());
    }

    RowName row() {
        return ObjectRows.sweep(what, uploadId);
    }

    /** Begins a batch that is refused once the entry is not as it was seen. */
    Batch.Builder begin() {
        return Batch.on(space, key).ifUnchanged(row(), revision);
    }
}
