package io.tarn.core.object;

import io.tarn.core.acl.ObjectAccess;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.StorageClass;
import io.tarn.storage.Bytes;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An object to copy.
 *
 * @param source which object
 * @param target where to
 * @param replacement what is said about the copy instead of what is said about the source, or null: as the source
 * @param websiteRedirect the redirect that the copy will have, or null for none; never copied
 * @param storageClass the storage class that was named, or null if none was; never copied
 * @param checksumAlgorithm the algorithm that was asked for, or null: the source's
 * @param access whose the copy is, and its list; never copied
 * @param requestId id of the request
 */
public record CopyRequest(
        Source source,
        Target target,
        @Nullable Replacement replacement,
        @Nullable String websiteRedirect,
        @Nullable StorageClass storageClass,
        @Nullable ChecksumAlgorithm checksumAlgorithm,
        ObjectAccess access,
        String requestId) {
    /** A copy that is the target bucket's owner's alone. */
    public CopyRequest(
            Source source,
            Target target,
            @Nullable Replacement replacement,
            @Nullable String websiteRedirect,
            @Nullable StorageClass storageClass,
            @Nullable ChecksumAlgorithm checksumAlgorithm,
            String requestId) {
        this(
                source,
                target,
                replacement,
                websiteRedirect,
                storageClass,
                checksumAlgorithm,
                ObjectAccess.OF_BUCKET,
                requestId);
    }

    /**
     * What is copied.
     *
     * @param bucket where it is
     * @param key which key
     * @param versionId which version, as sent, or null
     * @param conditions asked of it
     * @param leave refuses an object that may not be read after all; told what was found
     */
    public record Source(
            BucketRecord bucket,
            Bytes key,
            @Nullable String versionId,
            ReadConditions conditions,
            Consumer<ObjectAccess> leave) {
        /** A source that may be read whatever is found. */
        public Source(BucketRecord bucket, Bytes key, @Nullable String versionId, ReadConditions conditions) {
            this(bucket, key, versionId, conditions, found -> {});
        }
    }

    /**
     * Where it is copied to.
     *
     * @param bucket where
     * @param key which key
     * @param condition asked of the object that is there
     */
    public record Target(BucketRecord bucket, Bytes key, WriteCondition condition) {}

    /**
     * What {@code x-amz-metadata-directive: REPLACE} puts in place of the source's.
     *
     * @param headers what comes back as sent
     * @param metadata user metadata
     */
    public record Replacement(ObjectHeaders headers, Map<String, String> metadata) {}

    /** True if the copy would be the source once more. */
    boolean ontoItselfUnchanged() {
        return source.bucket().space() == target.bucket().space()
                && source.key().equals(target.key())
                && replacement == null
                && websiteRedirect == null
                && storageClass == null;
    }
}
