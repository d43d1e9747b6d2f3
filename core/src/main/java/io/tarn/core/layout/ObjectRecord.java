package io.tarn.core.layout;

import io.tarn.core.acl.ObjectAccess;
import io.tarn.storage.Bytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object: the value of a {@code c} row.
 *
 * @param sequence number of this version within its key, 1 or more; one higher than the newest before it
 * @param nullSequence sequence of the key's null version, 0 if it has none; equal to {@code sequence} if this is it
 * @param versionId sealed identity of a version made while versioning was on; empty: the null version
 * @param lastModified milliseconds since 1970; never less than that of the version before
 * @param size bytes of the object
 * @param entityTag its ETag
 * @param checksum its checksum, or null if it has none
 * @param headers what comes back as it was sent
 * @param metadata user metadata: names in small letters without {@code x-amz-meta-}, decoded values
 * @param storageClass where it is kept
 * @param manifest what its parts are, or null if the row owns the bytes
 * @param access whose it is, and its list
 * @param writer id of the request that wrote it
 */
public record ObjectRecord(
        long sequence,
        long nullSequence,
        Bytes versionId,
        long lastModified,
        long size,
        EntityTag entityTag,
        @Nullable StoredChecksum checksum,
        ObjectHeaders headers,
        Map<String, String> metadata,
        StorageClass storageClass,
        @Nullable ManifestReference manifest,
        ObjectAccess access,
        String writer) {
    private static final String KIND = "Object";
    private static final int VERSION = 1;
    private static final int FIELDS = 15;
    private static final int RESERVED = 13;

    /** Longest version id, in bytes. */
    public static final int VERSION_ID_BYTES_MAX = 64;

    /**
     * Names the manifest of a multipart object.
     *
     * @param uploadId the upload that it came of
     * @param parts how many parts it has, 1 to {@link Manifest#PARTS_MAX}
     */
    public record ManifestReference(UploadId uploadId, int parts) {}

    public ObjectRecord {
        if (sequence < 1 || nullSequence < 0 || nullSequence > sequence || lastModified < 0 || size < 0) {
            throw new IllegalArgumentException("sequence " + sequence + ", null sequence " + nullSequence
                    + ", last modified " + lastModified + ", size " + size);
        }
        metadata = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(metadata));
    }

    /** An object that is the bucket's owner's alone. */
    public ObjectRecord(
            long sequence,
            long nullSequence,
            Bytes versionId,
            long lastModified,
            long size,
            EntityTag entityTag,
            @Nullable StoredChecksum checksum,
            ObjectHeaders headers,
            Map<String, String> metadata,
            StorageClass storageClass,
            @Nullable ManifestReference manifest,
            String writer) {
        this(
                sequence,
                nullSequence,
                versionId,
                lastModified,
                size,
                entityTag,
                checksum,
                headers,
                metadata,
                storageClass,
                manifest,
                ObjectAccess.OF_BUCKET,
                writer);
    }

    /** The same with another owner or list, written by another request. */
    public ObjectRecord withAccess(ObjectAccess other, String requestId) {
        return new ObjectRecord(
                sequence,
                nullSequence,
                versionId,
                lastModified,
                size,
                entityTag,
                checksum,
                headers,
                metadata,
                storageClass,
                manifest,
                other,
                requestId);
    }

    /** True if this is the null version. */
    public boolean nullVersion() {
        return versionId.isEmpty();
    }

    /** The stored form. */
    public Bytes encode() {
        return RecordEncoder.version(VERSION)
                .number(1, sequence)
                .number(2, nullSequence)
                .bytes(3, versionId.isEmpty() ? null : versionId)
                .number(4, lastModified)
                .number(5, size)
                .bytes(6, StoredValues.encode(entityTag))
                .bytes(7, StoredValues.encode(checksum))
                .bytes(8, StoredValues.encode(headers))
                .map(9, metadata)
                .optionalNumber(10, storageClass.code())
                .bytes(11, encode(manifest))
                .text(12, writer)
                .text(14, access.owner())
                .bytes(15, StoredAcl.unlessPrivate(access.acl()))
                .finish();
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static ObjectRecord decode(Bytes value) {
        RecordDecoder record = RecordDecoder.of(KIND, value, VERSION, FIELDS);
        long sequence = record.number(1);
        long nullSequence = record.number(2);
        if (sequence < 1 || nullSequence > sequence) {
            throw record.corrupt("has the sequences " + sequence + " and " + nullSequence);
        }
        if (record.has(RESERVED)) {
            throw record.corrupt("has the unknown field " + RESERVED);
        }
        return new ObjectRecord(
                sequence,
                nullSequence,
                record.has(3) ? record.bytes(3) : Bytes.EMPTY,
                record.number(4),
                record.number(5),
                StoredValues.entityTag(record.cursor(6)),
                record.has(7) ? StoredValues.checksum(record.cursor(7)) : null,
                StoredValues.headers(record, 8),
                record.map(9),
                StoredValues.storageClass(record, 10),
                manifest(record, 11),
                new ObjectAccess(record.optionalText(14), StoredAcl.ofField(record, 15)),
                record.text(12));
    }

    private static @Nullable Bytes encode(@Nullable ManifestReference manifest) {
        if (manifest == null) {
            return null;
        }
        return RecordEncoder.content()
                .rawBytes(manifest.uploadId().bytes())
                .rawVarint(manifest.parts())
                .finish();
    }

    private static @Nullable ManifestReference manifest(RecordDecoder record, int field) {
        if (!record.has(field)) {
            return null;
        }
        ByteCursor cursor = record.cursor(field);
        UploadId uploadId = new UploadId(cursor.take(UploadId.LENGTH));
        long parts = cursor.varint();
        cursor.end();
        if (parts < 1 || parts > Manifest.PARTS_MAX) {
            throw record.corrupt("has a manifest of " + parts + " parts");
        }
        return new ManifestReference(uploadId, (int) parts);
    }
}
