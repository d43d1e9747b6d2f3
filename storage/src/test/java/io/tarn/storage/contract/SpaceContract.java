package io.tarn.storage.contract;

import static io.tarn.storage.contract.Fixture.key;
import static io.tarn.storage.contract.Fixture.name;
import static io.tarn.storage.contract.Fixture.on;
import static io.tarn.storage.contract.Fixture.pattern;
import static io.tarn.storage.contract.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.storage.Batch.BodySource;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Fence;
import io.tarn.storage.Limits;
import io.tarn.storage.RowName;
import io.tarn.storage.StagedBody;
import io.tarn.storage.Store;
import io.tarn.storage.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spaces, fences and tallies. */
interface SpaceContract extends Fixture {
    RowName SPACE_ROW = name("");

    private static Tally tally(long objects, long bytes) {
        return Tally.of(Map.of(0, objects, 1, bytes));
    }

    @Test
    default void createSpace_again_givesGreaterIds() {
        long first = store().createSpace();
        long second = store().createSpace();
        assertThat(first).isGreaterThan(Store.SYSTEM_SPACE);
        assertThat(second).isGreaterThan(first);
        store().fence(new Fence(second, text("x")));
        store().dropSpace(second);
        assertThat(store().createSpace()).isGreaterThan(second);
    }

    @Test
    default void commit_systemSpace_existsFromTheBeginning() {
        commit(on(Store.SYSTEM_SPACE, "a").put(SPACE_ROW, text("1")));
        assertThat(row(key(Store.SYSTEM_SPACE, "a", SPACE_ROW)).value()).isEqualTo(text("1"));
    }

    @Test
    default void commit_spaceNeverCreated_isFenced() {
        long missing = store().createSpace() + 1_000_000;
        assertThat(store().commit(on(missing, "a").put(SPACE_ROW, text("1")).build()))
                .isEqualTo(new CommitResult.Fenced());
        assertThat(store().fence(new Fence(missing, text("x")))).isFalse();
        store().dropSpace(missing);
        assertThat(store().tallies(missing)).isEmpty();
    }

    @Test
    default void fence_standing_stopsCommitsUntilLifted() {
        long space = store().createSpace();
        long other = store().createSpace();
        commit(on(space, "a").put(SPACE_ROW, text("1")));
        Fence fence = new Fence(space, text("delete bucket"));
        assertThat(store().fence(fence)).isTrue();
        try (StagedBody staged = stage(pattern(10, 1))) {
            assertThat(store().commit(on(space, "a")
                            .ifAbsent(SPACE_ROW)
                            .put(SPACE_ROW, text("2"), staged, Tally.NONE)
                            .build()))
                    .isEqualTo(new CommitResult.Fenced());
        }
        assertThat(row(key(space, "a", SPACE_ROW)).value()).isEqualTo(text("1"));
        assertThat(rows(space, TABLE)).hasSize(1);
        commit(on(other, "a").put(SPACE_ROW, text("1")));
        store().lift(fence);
        commit(on(space, "a").put(SPACE_ROW, text("3")));
    }

    @Test
    default void fence_ofAnotherOwner_neitherSetsNorLifts() {
        long space = store().createSpace();
        Fence mine = new Fence(space, text("mine"));
        Fence theirs = new Fence(space, text("theirs"));
        assertThat(store().fence(mine)).isTrue();
        assertThat(store().fence(mine)).isTrue();
        assertThat(store().fence(theirs)).isFalse();
        store().lift(theirs);
        assertThat(store().fences()).contains(mine).doesNotContain(theirs);
        assertThat(store().commit(on(space, "a").put(SPACE_ROW, text("1")).build()))
                .isEqualTo(new CommitResult.Fenced());
        store().lift(mine);
        store().lift(mine);
        assertThat(store().fences()).doesNotContain(mine);
        assertThat(store().fence(theirs)).isTrue();
    }

    @Test
    default void fence_longestOwner_isKept() {
        long space = store().createSpace();
        Fence fence = new Fence(space, Bytes.wrap(pattern(Limits.FENCE_OWNER_BYTES_MAX, 1)));
        assertThat(store().fence(fence)).isTrue();
        assertThat(store().fences()).contains(fence);
        assertThatThrownBy(() -> new Fence(space, Bytes.wrap(new byte[Limits.FENCE_OWNER_BYTES_MAX + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void dropSpace_notFenced_isRefused() {
        long space = store().createSpace();
        assertThatThrownBy(() -> store().dropSpace(space)).isInstanceOf(IllegalStateException.class);
        commit(on(space, "a").put(SPACE_ROW, text("1")));
    }

    @Test
    default void dropSpace_fenced_everythingOfItIsGone() {
        long before = store().createSpace();
        long space = store().createSpace();
        long after = store().createSpace();
        for (long each : new long[] {before, space, after}) {
            commit(on(each, "a").put(SPACE_ROW, text("1"), stage(pattern(10, each)), tally(1, 10)));
            commit(on(each, "b")
                    .put(name(OTHER_TABLE, "x"), text("1"), stage(pattern(INLINE_BYTES + 1, each)), tally(1, 20)));
        }
        Fence fence = new Fence(space, text("drop"));
        store().fence(fence);
        store().dropSpace(space);
        store().dropSpace(space);
        assertThat(maybeRow(key(space, "a", SPACE_ROW))).isNull();
        assertThat(store().open(key(space, "b", name(OTHER_TABLE, "x")))).isNull();
        assertThat(rows(space, TABLE)).isEmpty();
        assertThat(rows(space, OTHER_TABLE)).isEmpty();
        assertThat(store().tallies(space)).isEmpty();
        assertThat(store().fences()).doesNotContain(fence);
        assertThat(store().fence(fence)).isFalse();
        store().lift(fence);
        assertThat(store().commit(on(space, "a").put(SPACE_ROW, text("2")).build()))
                .isEqualTo(new CommitResult.Fenced());
        for (long each : new long[] {before, after}) {
            assertThat(body(key(each, "a", SPACE_ROW))).isEqualTo(pattern(10, each));
            assertThat(body(key(each, "b", name(OTHER_TABLE, "x")))).isEqualTo(pattern(INLINE_BYTES + 1, each));
            assertThat(store().tallies(each)).isEqualTo(Map.of(0, 2L, 1, 30L));
        }
    }

    @Test
    default void tallies_rowsPutReplacedMovedAndDeleted_areTheSums() {
        long space = store().createSpace();
        assertThat(store().tallies(space)).isEmpty();
        commit(on(space, "a").put(SPACE_ROW, text("1"), new BodySource.None(), tally(1, 100)));
        commit(on(space, "b").put(SPACE_ROW, text("1"), stage(pattern(5, 1)), tally(1, 5)));
        assertThat(store().tallies(space)).isEqualTo(Map.of(0, 2L, 1, 105L));
        commit(on(space, "a").put(SPACE_ROW, text("2"), new BodySource.None(), tally(1, 40)));
        assertThat(store().tallies(space)).isEqualTo(Map.of(0, 2L, 1, 45L));
        commit(on(space, "b").put(SPACE_ROW, text("2"), new BodySource.Keep(), Tally.of(Map.of(2, 5L))));
        assertThat(store().tallies(space)).isEqualTo(Map.of(0, 1L, 1, 40L, 2, 5L));
        commit(on(space, "b").move(SPACE_ROW, name(OTHER_TABLE, "1"), text("3"), Tally.of(Map.of(3, -7L))));
        assertThat(store().tallies(space)).isEqualTo(Map.of(0, 1L, 1, 40L, 3, -7L));
        expectConflict(
                SPACE_ROW,
                on(space, "a").ifAbsent(SPACE_ROW).put(SPACE_ROW, text("3"), new BodySource.None(), tally(1, 1)));
        commit(on(space, "a").put(name("other"), text("3"), new BodySource.None(), Tally.of(Map.of(1, -40L))));
        assertThat(store().tallies(space)).isEqualTo(Map.of(0, 1L, 3, -7L));
        commit(on(space, "a").delete(SPACE_ROW).delete(name("other")));
        commit(on(space, "b").delete(name(OTHER_TABLE, "1")).delete(SPACE_ROW));
        assertThat(store().tallies(space)).isEmpty();
    }
}
