package io.tarn.core.multipart;

import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.PartRecord;
import io.tarn.core.layout.UploadId;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import org.jspecify.annotations.Nullable;

/** Walks the parts of an upload by number; of several attempts at one part, the one committed last counts. */
final class PartScan implements AutoCloseable {
    private final Scan scan;
    private final Bytes key;
    private final Bytes prefix;
    private @Nullable Row ahead;

    /** Begins at the first part numbered {@code from} or higher; {@code from} is 1 to {@link MultipartLimits#PARTS_MAX}. */
    PartScan(Store store, long space, Bytes key, UploadId id, int from) {
        this.scan = store.scan(space, ObjectRows.PARTS);
        this.key = key;
        this.prefix = ObjectRows.partsPrefix(id);
        scan.seek(key, ObjectRows.partPrefix(id, from));
        ahead = scan.next();
    }

    /** A part as it lies in the store. */
    record Found(ObjectRows.PartName name, PartRecord record) {}

    /** The next part, or null at the end. */
    @Nullable
    Found next() {
        Row newest = mine(ahead);
        if (newest == null) {
            return null;
        }
        int number = numberOf(newest);
        for (Row row = mine(scan.next()); ; row = mine(scan.next())) {
            if (row == null || numberOf(row) != number) {
                ahead = row;
                break;
            }
            newest = row.revision() > newest.revision() ? row : newest;
        }
        return new Found(ObjectRows.PartName.decode(newest.key().suffix()), PartRecord.decode(newest.value()));
    }

    private @Nullable Row mine(@Nullable Row row) {
        boolean mine = row != null
                && row.key().anchor().equals(key)
                && row.key().suffix().startsWith(prefix);
        return mine ? row : null;
    }

    private static int numberOf(Row row) {
        return ObjectRows.PartName.decode(row.key().suffix()).number();
    }

    @Override
    public void close() {
        scan.close();
    }
}
