package io.tarn.core.listing;

import io.tarn.core.layout.ObjectRows;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a page shows, and how it groups them.
 *
 * @param prefix with what the keys begin; may be empty
 * @param delimiter keys that hold it behind the prefix are shown as one common prefix; empty: none are
 * @param max most entries and common prefixes together, 0 to {@link PageSize#MAX}
 */
public record Selection(Bytes prefix, Bytes delimiter, int max) {
    public Selection {
        if (max < 0 || max > PageSize.MAX) {
            throw new IllegalArgumentException("a page of " + max);
        }
    }

    /** A row to begin at: the first at or after this one. */
    public record Place(Bytes anchor, Bytes suffix) {}

    /** The common prefix that stands for a key that begins with the prefix, or null if the key stands for itself. */
    @Nullable
    Bytes group(Bytes key) {
        if (delimiter.isEmpty()) {
            return null;
        }
        int last = key.length() - delimiter.length();
        for (int at = prefix.length(); at <= last; at++) {
            if (delimiterAt(key, at)) {
                return key.slice(0, at + delimiter.length());
            }
        }
        return null;
    }

    private boolean delimiterAt(Bytes key, int at) {
        for (int index = 0; index < delimiter.length(); index++) {
            if (key.at(at + index) != delimiter.at(index)) {
                return false;
            }
        }
        return true;
    }

    /** Where a list begins that was not begun before; null if no key can be in it. */
    public @Nullable Place first() {
        return prefix.length() > ObjectRows.KEY_BYTES_MAX ? null : new Place(prefix, Bytes.EMPTY);
    }

    /**
     * Where a list goes on behind a key or a common prefix. A marker that lies within a common prefix skips the rest of it.
     *
     * @param marker any bytes; empty: from the beginning
     * @return null if no key can follow
     */
    public @Nullable Place after(Bytes marker) {
        return after(marker, null);
    }

    /**
     * Where a list goes on behind one of a key's rows.
     *
     * @param marker any bytes; empty: from the beginning
     * @param suffix of the row shown last, or null to go on behind all rows of that key
     * @return null if no key can follow
     */
    public @Nullable Place after(Bytes marker, @Nullable Bytes suffix) {
        if (marker.isEmpty() || (!marker.startsWith(prefix) && marker.compareTo(prefix) < 0)) {
            return first();
        }
        if (!marker.startsWith(prefix) || prefix.length() > ObjectRows.KEY_BYTES_MAX) {
            return null;
        }
        Bytes group = group(marker);
        if (group != null && group.length() <= ObjectRows.KEY_BYTES_MAX) {
            return past(group);
        }
        // No key is longer than the longest: one that follows the marker follows as much of it as a key can have.
        if (marker.length() > ObjectRows.KEY_BYTES_MAX) {
            return behind(marker.slice(0, ObjectRows.KEY_BYTES_MAX));
        }
        return suffix == null ? behind(marker) : new Place(marker, suffix.plus(Bytes.of((byte) 0)));
    }

    private static Place behind(Bytes key) {
        return new Place(key.plus(Bytes.of((byte) 0)), Bytes.EMPTY);
    }

    /** The first place behind all keys that begin so, or null if there is none. */
    static @Nullable Place past(Bytes start) {
        for (int last = start.length() - 1; last >= 0; last--) {
            if (start.at(last) != (byte) 0xFF) {
                byte[] next = start.slice(0, last + 1).toArray();
                next[last]++;
                return new Place(Bytes.wrap(next), Bytes.EMPTY);
            }
        }
        return null;
    }
}
