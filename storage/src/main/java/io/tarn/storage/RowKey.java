package io.tarn.storage;

import java.util.Comparator;

/**
 * Names a row: space, table, anchor, suffix; rows are ordered by these four, in this order.
 *
 * @param space the space's id, given by {@link Store#createSpace()}; {@link Store#SYSTEM_SPACE} always exists
 * @param table a letter whose meaning is the caller's
 * @param anchor what a batch may change at once; at most {@link Limits#ANCHOR_BYTES_MAX} bytes
 * @param suffix tells the rows of one anchor and table apart; at most {@link Limits#SUFFIX_BYTES_MAX} bytes
 */
public record RowKey(long space, byte table, Bytes anchor, Bytes suffix) implements Comparable<RowKey> {
    private static final Comparator<RowKey> ORDER = Comparator.comparingLong(RowKey::space)
            .thenComparingInt(key -> Byte.toUnsignedInt(key.table))
            .thenComparing(RowKey::anchor)
            .thenComparing(RowKey::suffix);

    public RowKey {
        if (anchor.length() > Limits.ANCHOR_BYTES_MAX || suffix.length() > Limits.SUFFIX_BYTES_MAX) {
            throw new IllegalArgumentException("anchor of " + anchor.length() + " bytes (at most "
                    + Limits.ANCHOR_BYTES_MAX + ") or suffix of " + suffix.length() + " bytes (at most "
                    + Limits.SUFFIX_BYTES_MAX + ")");
        }
    }

    /** The row's name within its anchor. */
    public RowName name() {
        return new RowName(table, suffix);
    }

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }
}
