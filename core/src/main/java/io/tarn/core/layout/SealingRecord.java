package io.tarn.core.layout;

import io.tarn.storage.Bytes;

/**
 * Which master key seals a store's secrets: the value of the {@code y} row.
 *
 * @param keyId four bytes that name the key and tell nothing of it
 * @param since milliseconds since 1970
 */
public record SealingRecord(Bytes keyId, long since) {
    private static final int VERSION = 1;
    private static final int KEY_ID_LENGTH = 4;

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION).bytes(1, keyId).number(2, since).finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static SealingRecord decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("Sealing", value, VERSION, 2);
        return new SealingRecord(record.bytes(1, KEY_ID_LENGTH), record.number(2));
    }
}
