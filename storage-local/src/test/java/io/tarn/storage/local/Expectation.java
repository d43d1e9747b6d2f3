package io.tarn.storage.local;

import io.tarn.storage.Bytes;
import io.tarn.storage.Fence;
import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import io.tarn.storage.Tally;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a store holds, in the plainest form: rows with their bodies, spaces with their fences, sums. */
record Expectation(TreeMap<RowKey, Content> rows, TreeMap<Long, Bytes> fences, TreeMap<Long, Map<Integer, Long>> sums) {
    static final byte[] TABLES = {'c', 'v', 'p'};

    /** A row without its revision. */
    record Content(Bytes value, @Nullable Bytes body, Tally tally) {
        @Override
        public String toString() {
            return value.toUtf8() + (body == null ? "" : " with " + body.length() + " bytes");
        }
    }

    static Expectation empty() {
        return new Expectation(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    Expectation copy() {
        return new Expectation(new TreeMap<>(rows), new TreeMap<>(fences), new TreeMap<>());
    }

    /** With the sums that the rows make. */
    Expectation summed() {
        Expectation result = copy();
        rows.forEach((key, content) -> content.tally()
                .counts()
                .forEach((id, count) -> result.sums
                        .computeIfAbsent(key.space(), ignored -> new TreeMap<>())
                        .merge(id, count, Long::sum)));
        result.sums.values().forEach(sums -> sums.values().removeIf(sum -> sum == 0));
        result.sums.values().removeIf(Map::isEmpty);
        return result;
    }

    void dropSpace(long space) {
        fences.remove(space);
        rows.keySet().removeIf(key -> key.space() == space);
    }

    /** Everything that a store shows, every body read whole. */
    static Expectation of(Store store, long spacesMax) {
        Expectation found = empty();
        for (long space = 0; space <= spacesMax; space++) {
            for (byte table : TABLES) {
                for (Row row : rows(store, space, table)) {
                    found.rows.put(row.key(), new Content(row.value(), body(store, row), row.tally()));
                }
            }
            Map<Integer, Long> sums = store.tallies(space);
            if (!sums.isEmpty()) {
                found.sums.put(space, new TreeMap<>(sums));
            }
        }
        for (Fence fence : store.fences()) {
            found.fences.put(fence.space(), fence.owner());
        }
        return found;
    }

    private static List<Row> rows(Store store, long space, byte table) {
        List<Row> rows = new ArrayList<>();
        try (Scan scan = store.scan(space, table)) {
            for (Row row = scan.next(); row != null; row = scan.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static @Nullable Bytes body(Store store, Row row) {
        try (OpenRow open = Objects.requireNonNull(store.open(row.key()))) {
            return body(open);
        }
    }

    static @Nullable Bytes body(OpenRow open) {
        if (!open.row().hasBody()) {
            return null;
        }
        ByteBuffer target = ByteBuffer.allocate((int) open.row().bodyLength());
        while (target.hasRemaining()) {
            if (open.read(target.position(), target) <= 0) {
                throw new AssertionError("a body ends before its length");
            }
        }
        return Bytes.wrap(target.array());
    }
}
