package io.tarn.core.object;

import io.tarn.core.layout.Manifest;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.UploadId;
import io.tarn.storage.Bytes;
import io.tarn.storage.OpenRow;
import io.tarn.storage.RowKey;
import io.tarn.storage.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads manifests and remembers those last used: one never changes as long as its row is there. */
final class Manifests {
    /** Most parts that the remembered manifests may have together. */
    private static final int REMEMBERED_PARTS_MAX = 50_000;

    private final Store store;
    private final Map<RowKey, Manifest> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private int rememberedParts;

    Manifests(Store store) {
        this.store = store;
    }

    /** The manifest of the object that came of an upload, or null if it is gone. */
    @Nullable
    Manifest read(long space, Bytes key, UploadId uploadId) {
        RowKey rowKey = ObjectRows.key(space, key, ObjectRows.manifest(uploadId));
        Manifest known = recall(rowKey);
        if (known != null) {
            return store.get(rowKey) == null ? null : known;
        }
        try (OpenRow row = store.open(rowKey)) {
            if (row == null) {
                return null;
            }
            Manifest manifest = Manifest.read(row);
            remember(rowKey, manifest);
            return manifest;
        }
    }

    private @Nullable Manifest recall(RowKey key) {
        synchronized (remembered) {
            return remembered.get(key);
        }
    }

    private void remember(RowKey key, Manifest manifest) {
        synchronized (remembered) {
            if (remembered.put(key, manifest) == null) {
                rememberedParts += manifest.parts().size();
            }
            var eldest = remembered.entrySet().iterator();
            while (rememberedParts > REMEMBERED_PARTS_MAX) {
                rememberedParts -= eldest.next().getValue().parts().size();
                eldest.remove();
            }
        }
    }
}
