package io.tarn.storage;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a row counts for: counter id to number. The engine keeps the sum of each counter over the rows of a space.
 *
 * @param counts counter id (0 or more) to number; at most {@link Limits#TALLY_COUNTERS_MAX} entries, none zero
 */
public record Tally(SortedMap<Integer, Long> counts) {
    /** Counts for nothing. */
    public static final Tally NONE = new Tally(new TreeMap<>());

    public Tally {
        if (counts.size() > Limits.TALLY_COUNTERS_MAX) {
            throw new IllegalArgumentException(counts.size() + " counters, at most " + Limits.TALLY_COUNTERS_MAX);
        }
        TreeMap<Integer, Long> copy = new TreeMap<>(counts);
        copy.values().removeIf(count -> count == 0);
        if (!copy.isEmpty() && copy.firstKey() < 0) {
            throw new IllegalArgumentException("counter " + copy.firstKey() + " is below 0");
        }
        counts = java.util.Collections.unmodifiableSortedMap(copy);
    }

    /** A tally of one or more counters. */
    public static Tally of(Map<Integer, Long> counts) {
        return counts.isEmpty() ? NONE : new Tally(new TreeMap<>(counts));
    }
}
