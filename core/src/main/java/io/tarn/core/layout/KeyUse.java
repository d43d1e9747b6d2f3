package io.tarn.core.layout;

import io.tarn.storage.Bytes;

/**
 * When an access key was used last: the value of an {@code l} row.
 *
 * @param when milliseconds since 1970
 * @param service for example {@code s3}
 * @param region for example {@code us-east-1}
 */
public record KeyUse(long when, String service, String region) {
    private static final int VERSION = 1;

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .number(1, when)
                .text(2, service)
                .text(3, region)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static KeyUse decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("KeyUse", value, VERSION, 3);
        return new KeyUse(record.number(1), record.text(2), record.text(3));
    }
}
