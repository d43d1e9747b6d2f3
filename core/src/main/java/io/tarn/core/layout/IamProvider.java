package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowName;
import java.util.List;
import java.util.Map;

/**
 * An OpenID Connect provider whom an account trusts.
 *
 * @param url without {@code https://}
 * @param created milliseconds since 1970
 * @param clientIds audiences that are accepted
 * @param thumbprints of certificates, 40 hexadecimal digits each
 * @param tags in their order
 */
public record IamProvider(
        String url, long created, List<String> clientIds, List<String> thumbprints, Map<String, String> tags) {
    private static final int VERSION = 1;
    private static final int FIELDS = 5;

    public IamProvider {
        clientIds = List.copyOf(clientIds);
        thumbprints = List.copyOf(thumbprints);
    }

    /** The same with these audiences. */
    public IamProvider withClientIds(List<String> ids) {
        return new IamProvider(url, created, ids, thumbprints, tags);
    }

    /** The same with these thumbprints. */
    public IamProvider withThumbprints(List<String> prints) {
        return new IamProvider(url, created, clientIds, prints, tags);
    }

    /** The same with these tags. */
    public IamProvider withTags(Map<String, String> newTags) {
        return new IamProvider(url, created, clientIds, thumbprints, newTags);
    }

    /** Its row. */
    public RowName row() {
        return IamRows.provider(url);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .text(1, url)
                .number(2, created)
                .texts(3, clientIds)
                .texts(4, thumbprints)
                .map(5, tags)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static IamProvider decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("IamProvider", value, VERSION, FIELDS);
        return new IamProvider(record.text(1), record.number(2), record.texts(3), record.texts(4), record.map(5));
    }
}
