package io.tarn.core.object;

import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.Store;
import org.jspecify.annotations.Nullable;

/**
 * A key's current object, as it was seen.
 *
 * @param object the object
 * @param revision of its row: what a commit is conditioned on
 */
public record CurrentObject(ObjectRecord object, long revision) {
    /** Reads it; null if there is none. */
    public static @Nullable CurrentObject read(Store store, long space, Bytes key) {
        Row row = store.get(ObjectRows.currentKey(space, key));
        return row == null ? null : new CurrentObject(ObjectRecord.decode(row.value()), row.revision());
    }

    /** The object, or null if there is none. */
    static @Nullable ObjectRecord objectOf(@Nullable CurrentObject current) {
        return current == null ? null : current.object;
    }
}
