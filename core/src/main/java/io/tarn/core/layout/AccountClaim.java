package io.tarn.core.layout;

import io.tarn.storage.Bytes;

/**
 * Says whose a name or a canonical id is: the value of an {@code x} row.
 *
 * @param accountId the account, which decides
 */
public record AccountClaim(String accountId) {
    private static final int VERSION = 1;

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION).text(1, accountId).finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static AccountClaim decode(Bytes value) {
        return new AccountClaim(
                RecordDecoder.of("AccountClaim", value, VERSION, 1).text(1));
    }
}
