package io.tarn.core.layout;

import io.tarn.storage.Bytes;

/**
 * Says that a key was deleted while uploads were open: what counts is the revision of its row.
 *
 * @param when milliseconds since 1970
 * @param writer id of the request that deleted it
 */
public record LastChanged(long when, String writer) {
    private static final int VERSION = 1;

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION).number(1, when).text(2, writer).finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static LastChanged decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("LastChanged", value, VERSION, 2);
        return new LastChanged(record.number(1), record.text(2));
    }
}
