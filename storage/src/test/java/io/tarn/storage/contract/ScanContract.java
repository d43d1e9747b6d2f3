package io.tarn.storage.contract;

import static io.tarn.storage.contract.Fixture.name;
import static io.tarn.storage.contract.Fixture.on;
import static io.tarn.storage.contract.Fixture.pattern;
import static io.tarn.storage.contract.Fixture.rest;
import static io.tarn.storage.contract.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.Scan;
import io.tarn.storage.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scans: order, seeks, and changes meanwhile. */
interface ScanContract extends Fixture {
    /** Anchors and suffixes that a careless encoding puts in the wrong order. */
    List<String> AWKWARD = List.of(
            "",
            "00",
            "0000",
            "00ff",
            "01",
            "61",
            "6100",
            "610000",
            "6100ff",
            "6100ff00",
            "610001",
            "6101",
            "6162",
            "61ff",
            "61ff00",
            "61ffff",
            "62",
            "fe",
            "fffe",
            "ff",
            "ff00",
            "ffff");

    private static Bytes hex(String hex) {
        return Bytes.wrap(HexFormat.of().parseHex(hex));
    }

    /** Puts a row for each pair of awkward anchor and suffix; returns their keys in order. */
    private List<RowKey> fill(long space) {
        List<RowKey> keys = new ArrayList<>();
        for (String anchor : AWKWARD) {
            Batch.Builder batch = Batch.on(space, hex(anchor));
            List<String> suffixes = new ArrayList<>(AWKWARD);
            Collections.shuffle(suffixes, new Random(anchor.hashCode()));
            for (String suffix : suffixes) {
                keys.add(new RowKey(space, TABLE, hex(anchor), hex(suffix)));
                batch.put(new RowName(TABLE, hex(suffix)), text(anchor + "," + suffix));
            }
            commit(batch.put(name((byte) (TABLE - 1), "before"), text("")).put(name(OTHER_TABLE, "after"), text("")));
        }
        Collections.sort(keys);
        return keys;
    }

    private static List<RowKey> keys(List<Row> rows) {
        return rows.stream().map(Row::key).toList();
    }

    @Test
    default void scan_awkwardAnchorsAndSuffixes_areInOrderOfTheirBytes() {
        long space = store().createSpace();
        long after = store().createSpace();
        commit(on(after, "").put(name(""), text("")));
        List<RowKey> keys = fill(space);
        assertThat(keys(rows(space, TABLE))).isEqualTo(keys);
        assertThat(rows(space, (byte) 0xFF)).isEmpty();
        assertThat(rows(space, OTHER_TABLE)).hasSize(AWKWARD.size());
    }

    @Test
    default void seek_eachAwkwardPlace_givesFirstRowAtOrAfter() {
        long space = store().createSpace();
        List<RowKey> keys = fill(space);
        for (RowKey key : keys) {
            commit(Batch.on(space, key.anchor()).delete(key.name()));
            try (Scan scan = store().scan(space, TABLE)) {
                scan.seek(key.anchor(), key.suffix());
                Row found = scan.next();
                int index = Collections.binarySearch(keys, key) + 1;
                assertThat(found == null ? null : found.key()).isEqualTo(index < keys.size() ? keys.get(index) : null);
            }
        }
        assertThat(rows(space, TABLE)).isEmpty();
    }

    @Test
    default void seek_exactRow_givesThatRowAndThoseAfterIt() {
        long space = store().createSpace();
        List<RowKey> keys = fill(space);
        for (int index = 0; index < keys.size(); index += 17) {
            try (Scan scan = store().scan(space, TABLE)) {
                scan.seek(keys.get(index).anchor(), keys.get(index).suffix());
                assertThat(keys(rest(scan))).isEqualTo(keys.subList(index, keys.size()));
            }
        }
    }

    @Test
    default void seek_backwards_hasNoEffect() {
        long space = store().createSpace();
        List<RowKey> keys = fill(space);
        try (Scan scan = store().scan(space, TABLE)) {
            scan.seek(keys.get(100).anchor(), keys.get(100).suffix());
            scan.seek(Bytes.EMPTY, Bytes.EMPTY);
            assertThat(Objects.requireNonNull(scan.next()).key()).isEqualTo(keys.get(100));
            assertThat(Objects.requireNonNull(scan.next()).key()).isEqualTo(keys.get(101));
            scan.seek(keys.get(50).anchor(), keys.get(50).suffix());
            assertThat(Objects.requireNonNull(scan.next()).key()).isEqualTo(keys.get(102));
            scan.seek(keys.get(102).anchor(), keys.get(102).suffix());
            assertThat(Objects.requireNonNull(scan.next()).key()).isEqualTo(keys.get(103));
        }
    }

    @Test
    default void seek_pastACommonPrefix_skipsItInOneStep() {
        long space = store().createSpace();
        for (String anchor : List.of("a", "b/", "b/1", "b/2/x", "b/\u0000", "b0", "c")) {
            commit(on(space, anchor).put(name(""), text("")));
        }
        try (Scan scan = store().scan(space, TABLE)) {
            scan.next();
            assertThat(Objects.requireNonNull(scan.next()).key().anchor()).isEqualTo(text("b/"));
            scan.seek(text("b" + (char) ('/' + 1)), Bytes.EMPTY);
            assertThat(Objects.requireNonNull(scan.next()).key().anchor()).isEqualTo(text("b0"));
        }
    }

    @Test
    default void next_atTheEnd_staysNull() {
        long space = store().createSpace();
        commit(on(space, "a").put(name(""), text("")));
        try (Scan scan = store().scan(space, TABLE)) {
            assertThat(scan.next()).isNotNull();
            assertThat(scan.next()).isNull();
            scan.seek(Bytes.of((byte) 0xFF), Bytes.EMPTY);
            assertThat(scan.next()).isNull();
            assertThat(scan.next()).isNull();
        }
        try (Scan scan = store().scan(space + 1_000_000, TABLE)) {
            assertThat(scan.next()).isNull();
        }
    }

    @Test
    default void scan_rows_areWhole() {
        long space = store().createSpace();
        Tally tally = Tally.of(Map.of(0, 1L, 3, -4L));
        commit(on(space, "a")
                .put(name("1"), text("value"), stage(pattern(77, 1)), tally)
                .put(name("2"), text("v")));
        RowKey first = Fixture.key(space, "a", name("1"));
        RowKey second = Fixture.key(space, "a", name("2"));
        assertThat(rows(space, TABLE)).containsExactly(row(first), row(second));
        assertThat(row(first).bodyLength()).isEqualTo(77);
        assertThat(row(first).tally()).isEqualTo(tally);
    }

    @Test
    default void scan_rowsChangedMeanwhile_seesEveryRowThatStayed() {
        long space = store().createSpace();
        for (int number = 0; number < 60; number++) {
            commit(on(space, String.format("k%02d", number)).put(name(""), text("1")));
        }
        List<String> seen = new ArrayList<>();
        try (Scan scan = store().scan(space, TABLE)) {
            for (Row row = scan.next(); row != null; row = scan.next()) {
                String anchor = row.key().anchor().toUtf8();
                seen.add(anchor);
                int number = Integer.parseInt(anchor.substring(1));
                if (number % 2 == 0) {
                    commit(on(space, anchor).delete(name("")));
                } else {
                    commit(on(space, anchor).put(name(""), text("2")));
                }
            }
        }
        for (int number = 0; number < 60; number++) {
            assertThat(seen).containsOnlyOnce(String.format("k%02d", number));
        }
        assertThat(rows(space, TABLE)).hasSize(30);
    }
}
