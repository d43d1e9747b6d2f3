package io.tarn.core.object;

import io.tarn.core.layout.Manifest;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.UploadId;
import io.tarn.core.sweep.UploadPins;
import io.tarn.storage.Bytes;
import io.tarn.storage.OpenRow;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a multipart object through its manifest, one part open at a time. */
final class PartsReader implements ObjectReader {
    private final Store store;
    private final UploadPins pins;
    private final long space;
    private final Bytes key;
    private final UploadId uploadId;
    private final ObjectRecord object;
    private final Manifest manifest;
    private Manifest.@Nullable Part part;
    private @Nullable OpenRow row;
    private boolean closed;

    /** Takes over the pin on the upload. */
    PartsReader(Store store, UploadPins pins, long space, Bytes key, PinnedManifest pinned) {
        this.store = store;
        this.pins = pins;
        this.space = space;
        this.key = key;
        this.uploadId = pinned.uploadId();
        this.object = pinned.object();
        this.manifest = pinned.manifest();
    }

    /** A manifest whose upload is pinned, and the object that names it. */
    record PinnedManifest(ObjectRecord object, UploadId uploadId, Manifest manifest) {}

    @Override
    public ObjectRecord object() {
        return object;
    }

    @Override
    public int read(long offset, ByteBuffer target) {
        if (offset >= object.size()) {
            return -1;
        }
        OpenRow open = openAt(offset);
        Manifest.Part current = java.util.Objects.requireNonNull(part);
        long within = offset - current.offset();
        int limit = target.limit();
        long left = current.size() - within;
        if (left < target.remaining()) {
            target.limit(target.position() + (int) left);
        }
        try {
            int read = open.read(within, target);
            if (read < 0) {
                throw new StorageException.Corrupt("Part " + current.number() + " of upload " + uploadId + " ends at "
                        + within + " of its " + current.size() + " bytes");
            }
            return read;
        } finally {
            target.limit(limit);
        }
    }

    private OpenRow openAt(long offset) {
        OpenRow open = row;
        Manifest.Part current = part;
        if (open != null
                && current != null
                && offset >= current.offset()
                && offset - current.offset() < current.size()) {
            return open;
        }
        closePart();
        current = manifest.parts().get(manifest.indexAt(offset));
        ObjectRows.PartName name = new ObjectRows.PartName(uploadId, current.number(), current.attempt());
        open = store.open(ObjectRows.key(space, key, ObjectRows.part(name)));
        if (open == null) {
            throw new StorageException.Corrupt("Part " + current.number() + " of upload " + uploadId + " is missing");
        }
        part = current;
        row = open;
        return open;
    }

    private void closePart() {
        if (row != null) {
            row.close();
            row = null;
        }
        part = null;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closePart();
            pins.unpin(space, uploadId);
        }
    }
}
