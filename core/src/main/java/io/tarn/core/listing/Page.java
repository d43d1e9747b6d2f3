package io.tarn.core.listing;

import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param entries what stands for itself, in order
 * @param commonPrefixes what stands for many keys, in order
 * @param truncated true if more follows
 * @param last the key or common prefix that the page ends in, or null if it is empty
 * @param endsInPrefix true if {@code last} is a common prefix
 */
public record Page<T>(
        List<T> entries,
        List<Bytes> commonPrefixes,
        boolean truncated,
        @Nullable Bytes last,
        boolean endsInPrefix) {
    /** A page of nothing. */
    public static <T> Page<T> empty() {
        return new Page<>(List.of(), List.of(), false, null, false);
    }

    /** How many entries and common prefixes there are. */
    public int count() {
        return entries.size() + commonPrefixes.size();
    }

    /**
     * Reads a page.
     *
     * @param scan rows in the order of keys
     * @param start where to begin, or null if nothing can be found
     * @param entry makes an entry of a row that stands for itself; called in order
     */
    public static <T> Page<T> read(
            Scan scan, Selection selection, Selection.@Nullable Place start, Function<Row, T> entry) {
        if (start == null || selection.max() == 0) {
            return empty();
        }
        List<T> entries = new ArrayList<>();
        List<Bytes> commonPrefixes = new ArrayList<>();
        Bytes last = null;
        boolean endsInPrefix = false;
        scan.seek(start.anchor(), start.suffix());
        Row row = scan.next();
        while (row != null && row.key().anchor().startsWith(selection.prefix())) {
            if (entries.size() + commonPrefixes.size() == selection.max()) {
                return new Page<>(List.copyOf(entries), List.copyOf(commonPrefixes), true, last, endsInPrefix);
            }
            Bytes group = selection.group(row.key().anchor());
            endsInPrefix = group != null;
            if (group == null) {
                entries.add(entry.apply(row));
                last = row.key().anchor();
            } else {
                commonPrefixes.add(group);
                last = group;
                Selection.Place next = Selection.past(group);
                if (next == null) {
                    break;
                }
                scan.seek(next.anchor(), next.suffix());
            }
            row = scan.next();
        }
        return new Page<>(List.copyOf(entries), List.copyOf(commonPrefixes), false, last, endsInPrefix);
    }
}
