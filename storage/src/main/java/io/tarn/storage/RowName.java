package io.tarn.storage;

import java.util.Comparator;

/** Names a row within one anchor of one space: its table and its suffix. */
public record RowName(byte table, Bytes suffix) implements Comparable<RowName> {
    private static final Comparator<RowName> ORDER = Comparator.<RowName>comparingInt(
                    name -> Byte.toUnsignedInt(name.table))
            .thenComparing(RowName::suffix);

    @Override
    public int compareTo(RowName other) {
        return ORDER.compare(this, other);
    }
}
