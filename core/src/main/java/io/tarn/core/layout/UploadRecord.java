package io.tarn.core.layout;

import io.tarn.core.acl.AccessControlList;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.storage.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open multipart upload: the value of a {@code u} row, which is written once.
 *
 * @param initiated milliseconds since 1970
 * @param headers of the object that will come of it
 * @param metadata of the object that will come of it
 * @param storageClass of the object that will come of it
 * @param checksumAlgorithm the algorithm asked for, or null if none was
 * @param checksumType the type asked for or that follows from the algorithm, null without an algorithm
 * @param owner account that will own the object
 * @param initiator account that began it
 * @param writer id of the request that began it
 * @param acl of the object that will come of it
 */
public record UploadRecord(
        long initiated,
        ObjectHeaders headers,
        Map<String, String> metadata,
        StorageClass storageClass,
        @Nullable ChecksumAlgorithm checksumAlgorithm,
        @Nullable ChecksumType checksumType,
        String owner,
        String initiator,
        String writer,
        AccessControlList acl) {
    private static final int VERSION = 1;
    private static final int FIELDS = 11;
    private static final int RESERVED = 10;

    public UploadRecord {
        if (initiated < 0 || (checksumAlgorithm == null) != (checksumType == null)) {
            throw new IllegalArgumentException(
                    "initiated " + initiated + ", checksum " + checksumAlgorithm + " " + checksumType);
        }
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** An upload of an object that is its owner's alone. */
    public UploadRecord(
            long initiated,
            ObjectHeaders headers,
            Map<String, String> metadata,
            StorageClass storageClass,
            @Nullable ChecksumAlgorithm checksumAlgorithm,
            @Nullable ChecksumType checksumType,
            String owner,
            String initiator,
            String writer) {
        this(
                initiated,
                headers,
                metadata,
                storageClass,
                checksumAlgorithm,
                checksumType,
                owner,
                initiator,
                writer,
                AccessControlList.PRIVATE);
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .number(1, initiated)
                .bytes(2, StoredValues.encode(headers))
                .map(3, metadata)
                .optionalNumber(4, storageClass.code())
                .text(5, checksumAlgorithm == null ? null : checksumAlgorithm.wireName())
                .optionalNumber(6, checksumType == null ? 0 : StoredValues.code(checksumType))
                .text(7, owner)
                .text(8, initiator)
                .text(9, writer)
                .bytes(11, StoredAcl.unlessPrivate(acl))
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static UploadRecord decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of("Upload", value, VERSION, FIELDS);
        if (record.has(RESERVED)) {
            throw record.corrupt("has the unknown field " + RESERVED);
        }
        if (record.has(5) != record.has(6)) {
            throw record.corrupt("has a checksum algorithm without a type, or the reverse");
        }
        return new UploadRecord(
                record.number(1),
                StoredValues.headers(record, 2),
                record.map(3),
                StoredValues.storageClass(record, 4),
                record.has(5) ? StoredValues.algorithm(record.cursor(5), record.text(5)) : null,
                record.has(6) ? StoredValues.checksumType(record.cursor(6), (int) record.number(6)) : null,
                record.text(7),
                record.text(8),
                record.text(9),
                StoredAcl.ofField(record, 11));
    }
}
