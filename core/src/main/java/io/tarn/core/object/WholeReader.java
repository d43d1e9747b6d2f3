package io.tarn.core.object;

import io.tarn.core.layout.ObjectRecord;
import io.tarn.storage.OpenRow;
import io.tarn.storage.StorageException;
import java.nio.ByteBuffer;

/** Reads an object whose row owns its bytes. */
final class WholeReader implements ObjectReader {
    private final ObjectRecord object;
    private final OpenRow row;

    /** Takes the row over, unless it throws. */
    WholeReader(ObjectRecord object, OpenRow row) {
        if (row.row().bodyLength() != object.size()) {
            throw new StorageException.Corrupt("An object of " + object.size() + " bytes has a body of "
                    + row.row().bodyLength());
        }
        this.object = object;
        this.row = row;
    }

    @Override
    public ObjectRecord object() {
        return object;
    }

    @Override
    public int read(long offset, ByteBuffer target) {
        return row.read(offset, target);
    }

    @Override
    public void close() {
        row.close();
    }
}
