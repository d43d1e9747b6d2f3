package io.tarn.core.layout;

import io.tarn.storage.Bytes;

/**
 * Says whose anchor decides about an access key: the value of a {@code k} row in the anchor of the key's id.
 *
 * @param accountId the account
 * @param principalId a user's unique id, or the account's id for its root user
 */
public record AccessKeyClaim(String accountId, String principalId) {
    private static final int VERSION = 1;

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .text(1, accountId)
                .text(2, principalId)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static AccessKeyClaim decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("AccessKeyClaim", value, VERSION, 2);
        return new AccessKeyClaim(record.text(1), record.text(2));
    }
}
