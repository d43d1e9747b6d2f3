package io.tarn.core.multipart;

import io.tarn.core.layout.PartRecord;
import io.tarn.core.layout.StoredChecksum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of ListParts.
 *
 * @param upload whose parts these are
 * @param parts in the order of their numbers
 * @param truncated true if more follows
 * @param nextPartNumberMarker the last part's number, 0 if there is none
 */
public record PartPage(OpenUpload upload, List<ListedPart> parts, boolean truncated, int nextPartNumberMarker) {
    /**
     * A part in the list.
     *
     * @param checksum null unless the upload asked for an algorithm when it began
     */
    public record ListedPart(
            int number, PartRecord record, @Nullable StoredChecksum checksum) {
        /** The ETag without quotes. */
        public String entityTag() {
            return record.md5().toString();
        }
    }
}
