package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A managed policy, without the documents of its versions.
 *
 * @param id unique for ever
 * @param name its name
 * @param path its path
 * @param created milliseconds since 1970
 * @param updated when its default version last changed, likewise
 * @param defaultVersion number of the version that counts
 * @param lastVersion the highest number that was ever given
 * @param description or null
 * @param tags in their order
 */
public record IamPolicy(
        String id,
        String name,
        String path,
        long created,
        long updated,
        int defaultVersion,
        int lastVersion,
        @Nullable String description,
        Map<String, String> tags)
        implements IamThing {
    private static final int VERSION = 1;
    private static final int FIELDS = 9;

    /** The same with other versions. */
    public IamPolicy versioned(int theDefault, int last, long when) {
        return new IamPolicy(id, name, path, created, when, theDefault, last, description, tags);
    }

    /** The same with these tags. */
    public IamPolicy withTags(Map<String, String> newTags) {
        return new IamPolicy(id, name, path, created, updated, defaultVersion, lastVersion, description, newTags);
    }

    /** Its row. */
    public RowName row() {
        return IamRows.of(IamRows.POLICY, id);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .text(1, id)
                .text(2, name)
                .text(3, path)
                .number(4, created)
                .number(5, updated)
                .number(6, defaultVersion)
                .number(7, lastVersion)
                .text(8, description)
                .map(9, tags)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static IamPolicy decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("IamPolicy", value, VERSION, FIELDS);
        return new IamPolicy(
                record.text(1),
                record.text(2),
                record.text(3),
                record.number(4),
                record.number(5),
                (int) record.number(6),
                (int) record.number(7),
                record.optionalText(8),
                record.map(9));
    }
}
