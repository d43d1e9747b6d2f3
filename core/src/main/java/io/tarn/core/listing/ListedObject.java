package io.tarn.core.listing;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.layout.EntityTag;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import org.jspecify.annotations.Nullable;

/**
 * What lists say of a version of an object.
 *
 * @param lastModified milliseconds since 1970
 * @param size in bytes
 * @param checksumAlgorithm of its checksum, null if it has none
 * @param checksumType of its checksum, null if it has none
 * @param versionId empty: the null version
 * @param owner account id, or null for the bucket's owner
 */
public record ListedObject(
        Bytes key,
        long lastModified,
        EntityTag entityTag,
        long size,
        StorageClass storageClass,
        @Nullable ChecksumAlgorithm checksumAlgorithm,
        @Nullable ChecksumType checksumType,
        Bytes versionId,
        @Nullable String owner) {
    static ListedObject of(Row row) {
        ObjectRecord object = ObjectRecord.decode(row.value());
        StoredChecksum checksum = object.checksum();
        return new ListedObject(
                row.key().anchor(),
                object.lastModified(),
                object.entityTag(),
                object.size(),
                object.storageClass(),
                checksum == null ? null : checksum.algorithm(),
                checksum == null ? null : checksum.type(),
                object.versionId(),
                object.access().owner());
    }
}
