package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What CompleteMultipartUpload answered, kept so that the same request answers the same again.
 *
 * @param completed milliseconds since 1970
 * @param entityTag of the object that came of it
 * @param checksum of the object that came of it, or null
 * @param size of the object that came of it, in bytes
 * @param fingerprint 32 bytes that tell whether a later request is the same
 * @param versionId of the object that came of it; empty: the null version
 */
public record Outcome(
        long completed,
        EntityTag entityTag,
        @Nullable StoredChecksum checksum,
        long size,
        Bytes fingerprint,
        Bytes versionId) {
    private static final int VERSION = 1;
    private static final int FIELDS = 6;
    private static final int FINGERPRINT_LENGTH = 32;

    /** How long an outcome is kept, in milliseconds: seven days. */
    public static final long KEPT_MILLIS = 7L * 24 * 60 * 60 * 1000;

    public Outcome {
        if (completed < 0 || size < 0 || fingerprint.length() != FINGERPRINT_LENGTH) {
            throw new IllegalArgumentException(
                    "completed " + completed + ", size " + size + ", fingerprint of " + fingerprint.length());
        }
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .number(1, completed)
                .bytes(2, StoredValues.encode(entityTag))
                .bytes(3, StoredValues.encode(checksum))
                .number(4, size)
                .bytes(5, fingerprint)
                .bytes(6, versionId.isEmpty() ? null : versionId)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static Outcome decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("Outcome", value, VERSION, FIELDS);
        return new Outcome(
                record.number(1),
                StoredValues.entityTag(record.cursor(2)),
                record.has(3) ? StoredValues.checksum(record.cursor(3)) : null,
                record.number(4),
                record.bytes(5, FINGERPRINT_LENGTH),
                record.has(6) ? record.bytes(6) : Bytes.EMPTY);
    }
}
