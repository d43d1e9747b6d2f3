package io.tarn.core.multipart;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.UploadRecord;
import io.tarn.core.listing.Page;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of ListMultipartUploads.
 *
 * @param uploads by key, a key's oldest first
 * @param commonPrefixes in order
 * @param truncated true if more follows
 * @param nextKeyMarker where the next page begins; on the last page the last upload's key; may be empty
 * @param nextUploadIdMarker goes with it; may be empty
 */
public record UploadPage(
        List<ListedUpload> uploads,
        List<Bytes> commonPrefixes,
        boolean truncated,
        Bytes nextKeyMarker,
        String nextUploadIdMarker) {
    /**
     * An upload in the list.
     *
     * @param uploadId as clients see it
     * @param initiated milliseconds since 1970
     * @param checksumAlgorithm asked for when it began, or null
     * @param checksumType null without an algorithm
     */
    public record ListedUpload(
            Bytes key,
            String uploadId,
            long initiated,
            StorageClass storageClass,
            String owner,
            String initiator,
            @Nullable ChecksumAlgorithm checksumAlgorithm,
            @Nullable ChecksumType checksumType) {
        static ListedUpload of(Row row) {
            UploadRecord upload = UploadRecord.decode(row.value());
            Bytes key = row.key().anchor();
            return new ListedUpload(
                    key,
                    UploadIdText.of(key, ObjectRows.uploadOf(row.key().suffix())),
                    upload.initiated(),
                    upload.storageClass(),
                    upload.owner(),
                    upload.initiator(),
                    upload.checksumAlgorithm(),
                    upload.checksumType());
        }
    }

    /** A page cut off at a common prefix must go on behind that prefix; every other names its last upload. */
    static UploadPage of(Page<ListedUpload> page) {
        Bytes last = page.last();
        if (page.truncated() && page.endsInPrefix() && last != null) {
            return new UploadPage(page.entries(), page.commonPrefixes(), true, last, "");
        }
        boolean none = page.entries().isEmpty();
        return new UploadPage(
                page.entries(),
                page.commonPrefixes(),
                page.truncated(),
                none ? Bytes.EMPTY : page.entries().getLast().key(),
                none ? "" : page.entries().getLast().uploadId());
    }
}
