package io.tarn.core.multipart;

import io.tarn.core.layout.EntityTag;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What came of an upload.
 *
 * @param entityTag of the object
 * @param checksum of the object, or null
 * @param size of the object, in bytes
 * @param versionId of the object; empty: the null version
 */
public record CompletedUpload(EntityTag entityTag, @Nullable StoredChecksum checksum, long size, Bytes versionId) {}
