package io.tarn.core.layout;

import io.tarn.storage.Bytes;

/**
 * Says whose anchor decides about a bucket's name: the value of an {@code n} row.
 *
 * @param owner account id
 */
public record BucketName(String owner) {
    private static final int VERSION = 1;

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION).text(1, owner).finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static BucketName decode(Bytes value) {
        return new BucketName(RecordDecoder.of("BucketName", value, VERSION, 1).text(1));
    }
}
