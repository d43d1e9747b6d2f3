package io.tarn.core.listing;

import io.tarn.storage.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of ListObjects or ListObjectsV2.
 *
 * @param objects in order of their keys
 * @param commonPrefixes in order
 * @param truncated true if more follows
 * @param nextMarker for ListObjects: the last key or common prefix, only on a truncated page of a list with a delimiter
 * @param nextToken for ListObjectsV2: only on a truncated page
 */
public record ObjectPage(
        List<ListedObject> objects,
        List<Bytes> commonPrefixes,
        boolean truncated,
        @Nullable Bytes nextMarker,
        @Nullable String nextToken) {
    static ObjectPage of(Page<ListedObject> page, Selection selection) {
        Bytes last = page.truncated() ? page.last() : null;
        return new ObjectPage(
                page.entries(),
                page.commonPrefixes(),
                page.truncated(),
                selection.delimiter().isEmpty() ? null : last,
                last == null ? null : ContinuationToken.after(last));
    }

    /** Objects and common prefixes together, as {@code KeyCount} says. */
    public int keyCount() {
        return objects.size() + commonPrefixes.size();
    }
}
