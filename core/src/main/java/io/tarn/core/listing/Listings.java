package io.tarn.core.listing;

import io.tarn.core.layout.ObjectRows;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import org.jspecify.annotations.Nullable;

/** Lists the objects of a bucket. A page is no snapshot: what changes while it is read may be in it or not. */
public final class Listings {
    private final Store store;

    public Listings(Store store) {
        this.store = store;
    }

    /**
     * A page of the current versions.
     *
     * @param space of the bucket
     */
    public ObjectPage objects(long space, ObjectQuery query) {
        try (Scan scan = store.scan(space, ObjectRows.CURRENT)) {
            Selection selection = query.selection();
            Page<ListedObject> page = Page.read(scan, selection, selection.after(query.after()), ListedObject::of);
            return ObjectPage.of(page, selection);
        }
    }

    /**
     * A page of all versions.
     *
     * @param space of the bucket
     */
    public VersionPage versions(long space, VersionQuery query) {
        try (Scan scan =
                new MergedScan(store.scan(space, ObjectRows.CURRENT), store.scan(space, ObjectRows.VERSIONS))) {
            Selection selection = query.selection();
            // The empty suffix is the current version's: what follows it is the key's older versions.
            Selection.Place start = selection.after(query.keyMarker(), query.afterNullVersion() ? Bytes.EMPTY : null);
            Latest latest = new Latest(query.afterNullVersion() ? query.keyMarker() : null);
            return VersionPage.of(Page.read(scan, selection, start, latest::version));
        }
    }

    /** Knows which row is the first of its key. */
    private static final class Latest {
        private @Nullable Bytes keyBefore;

        Latest(@Nullable Bytes keyBefore) {
            this.keyBefore = keyBefore;
        }

        VersionPage.ListedVersion version(Row row) {
            boolean latest = keyBefore == null || !keyBefore.equals(row.key().anchor());
            keyBefore = row.key().anchor();
            return new VersionPage.ListedVersion(ListedObject.of(row), latest);
        }
    }
}
