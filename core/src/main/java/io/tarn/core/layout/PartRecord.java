package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One uploaded part: the value of a {@code p} row, whose body is the part's bytes.
 *
 * @param size bytes of the part
 * @param md5 MD5 of the part, 16 bytes: its ETag
 * @param checksum its checksum, or null if it has none
 * @param lastModified milliseconds since 1970
 * @param writer id of the request that wrote it
 */
public record PartRecord(long size, Bytes md5, @Nullable StoredChecksum checksum, long lastModified, String writer) {
    private static final int VERSION = 1;
    private static final int FIELDS = 5;

    public PartRecord {
        if (size < 0 || md5.length() != 16 || lastModified < 0) {
            throw new IllegalArgumentException(
                    "size " + size + ", MD5 of " + md5.length() + " bytes, last modified " + lastModified);
        }
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .number(1, size)
                .bytes(2, md5)
                .bytes(3, StoredValues.encode(checksum))
                .number(4, lastModified)
                .text(5, writer)
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static PartRecord decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("Part", value, VERSION, FIELDS);
        return new PartRecord(
                record.number(1),
                record.bytes(2, 16),
                record.has(3) ? StoredValues.checksum(record.cursor(3)) : null,
                record.number(4),
                record.text(5));
    }
}
