package io.tarn.core.listing;

import io.tarn.storage.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of ListObjectVersions.
 *
 * @param versions by key, a key's newest first
 * @param commonPrefixes in order
 * @param truncated true if more follows
 * @param nextKeyMarker the last key or common prefix, only on a truncated page
 * @param nextVersionIdMarker the last version's id, only on a truncated page that ends in a version
 */
public record VersionPage(
        List<ListedVersion> versions,
        List<Bytes> commonPrefixes,
        boolean truncated,
        @Nullable Bytes nextKeyMarker,
        @Nullable String nextVersionIdMarker) {
    /**
     * A version in the list.
     *
     * @param latest true if it is its key's newest
     */
    public record ListedVersion(ListedObject object, boolean latest) {
        /** As it stands in the answer. */
        public String versionId() {
            return object.versionId().isEmpty()
                    ? VersionQuery.NULL_VERSION
                    : object.versionId().toUtf8();
        }
    }

    static VersionPage of(Page<ListedVersion> page) {
        boolean endsInVersion = page.truncated() && !page.endsInPrefix();
        return new VersionPage(
                page.entries(),
                page.commonPrefixes(),
                page.truncated(),
                page.truncated() ? page.last() : null,
                endsInVersion ? page.entries().getLast().versionId() : null);
    }
}
