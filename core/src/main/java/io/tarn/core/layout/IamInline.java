package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents that lie within a user, group or role.
 *
 * @param id of the user, group or role
 * @param documents inline policies by name
 * @param trust who may assume the role; null for users and groups
 */
public record IamInline(
        String id, Map<String, String> documents, @Nullable String trust) {
    private static final int VERSION = 1;
    private static final int FIELDS = 3;

    /** Its row. */
    public RowName row() {
        return IamRows.of(IamRows.INLINE, id);
    }

    /** Whether there is nothing to keep. */
    public boolean empty() {
        return documents.isEmpty() && trust == null;
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .text(1, id)
                .map(2, documents)
                .text(3, trust)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static IamInline decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("IamInline", value, VERSION, FIELDS);
        return new IamInline(record.text(1), record.map(2), record.optionalText(3));
    }
}
