package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance profile: a name under which a role is handed to a machine.
 *
 * @param id unique for ever
 * @param name its name
 * @param path its path
 * @param created milliseconds since 1970
 * @param role id of its role, or null
 * @param tags in their order
 */
public record IamProfile(
        String id,
        String name,
        String path,
        long created,
        @Nullable String role,
        Map<String, String> tags) implements IamThing {
    private static final int VERSION = 1;
    private static final int FIELDS = 6;

    /** The same with another role; null for none. */
    public IamProfile withRole(@Nullable String roleId) {
        return new IamProfile(id, name, path, created, roleId, tags);
    }

    /** The same with these tags. */
    public IamProfile withTags(Map<String, String> newTags) {
        return new IamProfile(id, name, path, created, role, newTags);
    }

    /** Its row. */
    public RowName row() {
        return IamRows.of(IamRows.PROFILE, id);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .text(1, id)
                .text(2, name)
                .text(3, path)
                .number(4, created)
                .text(5, role)
                .map(6, tags)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static IamProfile decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("IamProfile", value, VERSION, FIELDS);
        return new IamProfile(
                record.text(1),
                record.text(2),
                record.text(3),
                record.number(4),
                record.optionalText(5),
                record.map(6));
    }
}
