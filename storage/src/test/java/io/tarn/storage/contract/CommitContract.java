package io.tarn.storage.contract;

import static io.tarn.storage.contract.Fixture.key;
import static io.tarn.storage.contract.Fixture.name;
import static io.tarn.storage.contract.Fixture.on;
import static io.tarn.storage.contract.Fixture.pattern;
import static io.tarn.storage.contract.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.storage.Batch;
import io.tarn.storage.Batch.BodySource;
import io.tarn.storage.Bytes;
import io.tarn.storage.Limits;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conditions, changes and revisions. */
interface CommitContract extends Fixture {
    RowName CURRENT = name("");
    RowName OLDER = name(OTHER_TABLE, "1");

    @Test
    default void get_missingRow_isNull() {
        long space = store().createSpace();
        assertThat(maybeRow(key(space, "a", CURRENT))).isNull();
        assertThat(maybeRow(key(space + 1_000_000, "a", CURRENT))).isNull();
        assertThat(store().open(key(space, "a", CURRENT))).isNull();
    }

    @Test
    default void put_newRow_isReadBackWithItsRevision() {
        long space = store().createSpace();
        Tally tally = Tally.of(Map.of(1, 5L));
        long revision = commit(on(space, "a").put(CURRENT, text("value"), new BodySource.None(), tally));
        RowKey key = key(space, "a", CURRENT);
        assertThat(row(key)).isEqualTo(new Row(key, text("value"), revision, Row.NO_BODY, tally));
    }

    @Test
    default void put_severalRows_allCarryTheRevisionOfTheCommit() {
        long space = store().createSpace();
        commit(on(space, "a").put(name("old"), text("0")));
        long revision = commit(on(space, "a")
                .put(name("1"), text("1"))
                .put(name(OTHER_TABLE, "2"), text("2"))
                .move(name("old"), name("new"), text("3"), Tally.NONE));
        assertThat(row(key(space, "a", name("1"))).revision()).isEqualTo(revision);
        assertThat(row(key(space, "a", name(OTHER_TABLE, "2"))).revision()).isEqualTo(revision);
        assertThat(row(key(space, "a", name("new"))).revision()).isEqualTo(revision);
    }

    @Test
    default void put_ifAbsent_onlyTheFirstCommits() {
        long space = store().createSpace();
        commit(on(space, "a").ifAbsent(CURRENT).put(CURRENT, text("1")));
        expectConflict(CURRENT, on(space, "a").ifAbsent(CURRENT).put(CURRENT, text("2")));
        assertThat(row(key(space, "a", CURRENT)).value()).isEqualTo(text("1"));
        commit(on(space, "a").delete(CURRENT));
        commit(on(space, "a").ifAbsent(CURRENT).put(CURRENT, text("3")));
    }

    @Test
    default void put_ifUnchanged_commitsOnlyOverThatRevision() {
        long space = store().createSpace();
        expectConflict(CURRENT, on(space, "a").ifUnchanged(CURRENT, 1).put(CURRENT, text("1")));
        long first = commit(on(space, "a").put(CURRENT, text("1")));
        long second = commit(on(space, "a").ifUnchanged(CURRENT, first).put(CURRENT, text("2")));
        expectConflict(CURRENT, on(space, "a").ifUnchanged(CURRENT, first).put(CURRENT, text("3")));
        commit(on(space, "a").delete(CURRENT));
        expectConflict(CURRENT, on(space, "a").ifUnchanged(CURRENT, second).put(CURRENT, text("4")));
        commit(on(space, "a").put(CURRENT, text("2")));
        expectConflict(CURRENT, on(space, "a").ifUnchanged(CURRENT, second).put(CURRENT, text("5")));
    }

    @Test
    default void commit_oneConditionOfSeveralFails_changesNothing() {
        long space = store().createSpace();
        long revision = commit(on(space, "a").put(name("1"), text("1")).put(name("2"), text("2")));
        expectConflict(
                name(OTHER_TABLE, "x"),
                on(space, "a")
                        .ifUnchanged(name("1"), revision)
                        .ifUnchanged(name(OTHER_TABLE, "x"), revision)
                        .ifAbsent(name("2"))
                        .put(name("1"), text("changed"))
                        .delete(name("2"))
                        .put(name("3"), text("3")));
        assertThat(row(key(space, "a", name("1"))).value()).isEqualTo(text("1"));
        assertThat(row(key(space, "a", name("2"))).revision()).isEqualTo(revision);
        assertThat(maybeRow(key(space, "a", name("3")))).isNull();
    }

    @Test
    default void commit_conditionOnRowNotChanged_isChecked() {
        long space = store().createSpace();
        long upload = commit(on(space, "a").put(name("upload"), text("u")));
        commit(on(space, "a").ifUnchanged(name("upload"), upload).put(name(OTHER_TABLE, "1"), text("part")));
        assertThat(row(key(space, "a", name("upload"))).revision()).isEqualTo(upload);
        commit(on(space, "a").delete(name("upload")));
        expectConflict(
                name("upload"),
                on(space, "a").ifUnchanged(name("upload"), upload).put(name(OTHER_TABLE, "2"), text("part")));
    }

    @Test
    default void commit_sameNamesInOtherAnchorAndSpace_areOtherRows() {
        long space = store().createSpace();
        long other = store().createSpace();
        commit(on(space, "a").put(CURRENT, text("1")));
        commit(on(space, "b").ifAbsent(CURRENT).put(CURRENT, text("2")));
        commit(on(other, "a").ifAbsent(CURRENT).put(CURRENT, text("3")));
        assertThat(row(key(space, "a", CURRENT)).value()).isEqualTo(text("1"));
        assertThat(row(key(space, "b", CURRENT)).value()).isEqualTo(text("2"));
        assertThat(row(key(other, "a", CURRENT)).value()).isEqualTo(text("3"));
    }

    @Test
    default void delete_presentAndMissing_bothCommit() {
        long space = store().createSpace();
        commit(on(space, "a").put(CURRENT, text("1")));
        commit(on(space, "a").delete(CURRENT));
        assertThat(maybeRow(key(space, "a", CURRENT))).isNull();
        commit(on(space, "a").delete(CURRENT));
    }

    @Test
    default void put_keepingBody_changesValueAndRevisionOnly() {
        long space = store().createSpace();
        RowKey key = key(space, "a", CURRENT);
        for (int length : new int[] {0, 100, INLINE_BYTES + 1}) {
            byte[] data = pattern(length, length);
            long first = commit(on(space, "a").put(CURRENT, text("1"), stage(data), Tally.NONE));
            long second = commit(on(space, "a").put(CURRENT, text("2"), new BodySource.Keep(), Tally.NONE));
            assertThat(second).isGreaterThan(first);
            assertThat(row(key)).isEqualTo(new Row(key, text("2"), second, length, Tally.NONE));
            assertThat(body(key)).isEqualTo(data);
        }
    }

    @Test
    default void put_keepingBodyOfRowWithout_hasNone() {
        long space = store().createSpace();
        commit(on(space, "a").put(CURRENT, text("1")));
        commit(on(space, "a").put(CURRENT, text("2"), new BodySource.Keep(), Tally.NONE));
        assertThat(row(key(space, "a", CURRENT)).hasBody()).isFalse();
    }

    @Test
    default void put_keepingBodyOfMissingRow_conflicts() {
        long space = store().createSpace();
        expectConflict(
                CURRENT,
                on(space, "a")
                        .put(name("other"), text("1"))
                        .put(CURRENT, text("2"), new BodySource.Keep(), Tally.NONE));
        assertThat(maybeRow(key(space, "a", name("other")))).isNull();
    }

    @Test
    default void put_withoutBodyOverRowWithBody_freesIt() {
        long space = store().createSpace();
        commit(on(space, "a").put(CURRENT, text("1"), stage(pattern(10, 1)), Tally.NONE));
        commit(on(space, "a").put(CURRENT, text("2")));
        assertThat(row(key(space, "a", CURRENT)).hasBody()).isFalse();
    }

    @Test
    default void move_rowWithBody_takesBodyAlong() {
        long space = store().createSpace();
        for (int length : new int[] {0, 3_000, INLINE_BYTES + 1}) {
            byte[] data = pattern(length, 7);
            commit(on(space, "a").put(CURRENT, text("1"), stage(data), Tally.NONE));
            long moved = commit(on(space, "a").move(CURRENT, OLDER, text("2"), Tally.NONE));
            RowKey to = key(space, "a", OLDER);
            assertThat(maybeRow(key(space, "a", CURRENT))).isNull();
            assertThat(row(to)).isEqualTo(new Row(to, text("2"), moved, length, Tally.NONE));
            assertThat(body(to)).isEqualTo(data);
        }
    }

    @Test
    default void move_ontoAnotherRow_replacesIt() {
        long space = store().createSpace();
        commit(on(space, "a").put(CURRENT, text("1"), stage(pattern(20, 1)), Tally.NONE));
        commit(on(space, "a").put(OLDER, text("2"), stage(pattern(30, 2)), Tally.NONE));
        commit(on(space, "a").move(OLDER, CURRENT, text("3"), Tally.NONE));
        assertThat(body(key(space, "a", CURRENT))).isEqualTo(pattern(30, 2));
        assertThat(maybeRow(key(space, "a", OLDER))).isNull();
    }

    @Test
    default void move_rowWithoutBody_hasNone() {
        long space = store().createSpace();
        commit(on(space, "a").put(CURRENT, text("1")));
        commit(on(space, "a").move(CURRENT, OLDER, text("2"), Tally.NONE));
        assertThat(row(key(space, "a", OLDER)).hasBody()).isFalse();
    }

    @Test
    default void move_missingRow_conflicts() {
        long space = store().createSpace();
        commit(on(space, "a").put(OLDER, text("1")));
        expectConflict(CURRENT, on(space, "a").move(CURRENT, OLDER, text("2"), Tally.NONE));
        assertThat(row(key(space, "a", OLDER)).value()).isEqualTo(text("1"));
    }

    @Test
    default void move_thenPutOfTheSameRow_successorTakesItsPlace() {
        long space = store().createSpace();
        byte[] first = pattern(INLINE_BYTES * 2, 1);
        byte[] second = pattern(50, 2);
        commit(on(space, "a").put(CURRENT, text("1"), stage(first), Tally.of(Map.of(1, 10L))));
        commit(on(space, "a")
                .move(CURRENT, OLDER, text("1, older"), Tally.of(Map.of(2, 10L)))
                .put(CURRENT, text("2"), stage(second), Tally.of(Map.of(1, 20L))));
        assertThat(body(key(space, "a", OLDER))).isEqualTo(first);
        assertThat(body(key(space, "a", CURRENT))).isEqualTo(second);
        assertThat(store().tallies(space)).isEqualTo(Map.of(1, 20L, 2, 10L));
    }

    @Test
    default void move_ontoRowMovedAway_takesItsPlace() {
        long space = store().createSpace();
        commit(on(space, "a").put(CURRENT, text("1"), stage(pattern(10, 1)), Tally.NONE));
        commit(on(space, "a").put(OLDER, text("2"), stage(pattern(20, 2)), Tally.NONE));
        commit(on(space, "a")
                .move(CURRENT, name("m"), text("1"), Tally.NONE)
                .move(OLDER, CURRENT, text("2"), Tally.NONE));
        assertThat(body(key(space, "a", name("m")))).isEqualTo(pattern(10, 1));
        assertThat(body(key(space, "a", CURRENT))).isEqualTo(pattern(20, 2));
        assertThat(maybeRow(key(space, "a", OLDER))).isNull();
    }

    @Test
    default void revisions_ofAnAnchor_growAcrossDeleteMoveAndRecreate() {
        long space = store().createSpace();
        long last = 0;
        for (int round = 0; round < 5; round++) {
            long put = commit(on(space, "a").ifAbsent(CURRENT).put(CURRENT, text("x")));
            assertThat(put).isGreaterThan(last);
            long moved = commit(on(space, "a").move(CURRENT, OLDER, text("y"), Tally.NONE));
            assertThat(moved).isGreaterThan(put);
            commit(on(space, "a").delete(OLDER));
            last = moved;
        }
    }

    @Test
    default void put_largestNamesAndValue_areReadBack() {
        long space = store().createSpace();
        Bytes anchor = Bytes.wrap(pattern(Limits.ANCHOR_BYTES_MAX, 1));
        RowName name = new RowName(TABLE, Bytes.wrap(pattern(Limits.SUFFIX_BYTES_MAX, 2)));
        Bytes value = Bytes.wrap(pattern(Limits.VALUE_BYTES_MAX, 3));
        commit(Batch.on(space, anchor).put(name, value));
        assertThat(row(new RowKey(space, TABLE, anchor, name.suffix())).value()).isEqualTo(value);
    }

    @Test
    default void put_emptyNamesAndValue_areReadBack() {
        long space = store().createSpace();
        commit(on(space, "").put(CURRENT, Bytes.EMPTY));
        assertThat(row(key(space, "", CURRENT)).value()).isEqualTo(Bytes.EMPTY);
        assertThat(rows(space, TABLE)).hasSize(1);
    }

    @Test
    default void commit_mostRowsOfABatch_allHappen() {
        long space = store().createSpace();
        Batch.Builder puts = on(space, "a");
        for (int number = 0; number < Limits.BATCH_ROWS_MAX; number++) {
            puts.put(name(Integer.toString(number)), text("v"));
        }
        commit(puts);
        assertThat(rows(space, TABLE)).hasSize(Limits.BATCH_ROWS_MAX);
    }

    @Test
    default void batch_beyondTheLimits_isNotBuilt() {
        assertThatThrownBy(() -> on(1, "a").put(CURRENT, Bytes.wrap(new byte[Limits.VALUE_BYTES_MAX + 1])))
                .isInstanceOf(IllegalArgumentException.class);
        Batch.Builder tooMany = on(1, "a");
        for (int number = 0; number <= Limits.BATCH_ROWS_MAX; number++) {
            tooMany.delete(name(Integer.toString(number)));
        }
        assertThatThrownBy(tooMany::build).isInstanceOf(IllegalArgumentException.class);
        Batch.Builder tooLong = on(1, "a");
        Bytes value = Bytes.wrap(new byte[Limits.VALUE_BYTES_MAX]);
        for (int number = 0; number <= Limits.BATCH_BYTES_MAX / Limits.VALUE_BYTES_MAX; number++) {
            tooLong.put(name(Integer.toString(number)), value);
        }
        assertThatThrownBy(tooLong::build).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> on(1, "a").delete(CURRENT).put(CURRENT, text("1")).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> on(1, "a".repeat(Limits.ANCHOR_BYTES_MAX + 1))
                        .delete(CURRENT)
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
