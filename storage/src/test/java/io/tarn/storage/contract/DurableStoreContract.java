package io.tarn.storage.contract;

import static io.tarn.storage.contract.Fixture.key;
import static io.tarn.storage.contract.Fixture.name;
import static io.tarn.storage.contract.Fixture.on;
import static io.tarn.storage.contract.Fixture.pattern;
import static io.tarn.storage.contract.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.Batch.BodySource;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Fence;
import io.tarn.storage.Row;
import io.tarn.storage.RowName;
import io.tarn.storage.Store;
import io.tarn.storage.Tally;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract, and that what was acknowledged is there after the store was closed and opened again. */
public abstract class DurableStoreContract extends StoreContract {
    private static final RowName ROW = name("");

    /** Opens the store again that {@link #openStore} gave and that was closed. */
    protected abstract Store reopenStore() throws Exception;

    private void reopen() throws Exception {
        store().close();
        replaceStore(reopenStore());
    }

    @Test
    void reopen_rowsAndBodies_areAsTheyWere() throws Exception {
        assertThat(store().capabilities().durable()).isTrue();
        long space = store().createSpace();
        byte[] small = pattern(5_000, 1);
        byte[] large = pattern(INLINE_BYTES * 5, 2);
        commit(on(space, "a").put(ROW, text("1"), stage(small), Tally.of(Map.of(1, 5_000L))));
        commit(on(space, "b").put(ROW, text("2"), stage(large), Tally.of(Map.of(1, 6L))));
        commit(on(space, "b").move(ROW, name(OTHER_TABLE, "x"), text("3"), Tally.of(Map.of(2, 6L))));
        commit(on(space, "c").put(ROW, text("4"), stage(pattern(0, 0)), Tally.NONE));
        commit(on(space, "d").put(ROW, text("5"), stage(small), Tally.NONE));
        commit(on(space, "d").put(ROW, text("6"), new BodySource.Keep(), Tally.NONE));
        commit(on(space, "e").put(ROW, text("7")));
        commit(on(space, "e").delete(ROW));
        List<Row> before = rows(space, TABLE);
        reopen();
        assertThat(rows(space, TABLE)).isEqualTo(before);
        assertThat(body(key(space, "a", ROW))).isEqualTo(small);
        assertThat(body(key(space, "b", name(OTHER_TABLE, "x")))).isEqualTo(large);
        assertThat(body(key(space, "c", ROW))).isEmpty();
        assertThat(body(key(space, "d", ROW))).isEqualTo(small);
        assertThat(maybeRow(key(space, "e", ROW))).isNull();
        assertThat(store().tallies(space)).isEqualTo(Map.of(1, 5_000L, 2, 6L));
        reopen();
        assertThat(rows(space, TABLE)).isEqualTo(before);
    }

    @Test
    void reopen_revisionsAndSpaces_growOn() throws Exception {
        long space = store().createSpace();
        long dropped = store().createSpace();
        long first = commit(on(space, "a").put(ROW, text("1")));
        commit(on(space, "a").delete(ROW));
        store().fence(new Fence(dropped, text("x")));
        store().dropSpace(dropped);
        reopen();
        assertThat(commit(on(space, "a").put(ROW, text("2")))).isGreaterThan(first);
        assertThat(store().createSpace()).isGreaterThan(dropped);
        assertThat(store().commit(on(dropped, "a").put(ROW, text("1")).build())).isEqualTo(new CommitResult.Fenced());
        expectConflict(ROW, on(space, "a").ifUnchanged(ROW, first).put(ROW, text("3")));
    }

    @Test
    void reopen_momentOfADeletedRow_isRemembered() throws Exception {
        long space = store().createSpace();
        long ahead = System.currentTimeMillis() + 3_600_000;
        assertThat(store().moment(space, text("a"), ahead)).isEqualTo(ahead);
        assertThat(store().moment(space, text("a"), 1)).isEqualTo(ahead);
        commit(on(space, "a").put(ROW, text("1")));
        commit(on(space, "a").delete(ROW));
        reopen();
        assertThat(store().moment(space, text("a"), 1)).isEqualTo(ahead);
        assertThat(store().moment(space, text("a"), ahead + 1)).isEqualTo(ahead + 1);
        reopen();
        assertThat(store().moment(space, text("a"), 1)).isGreaterThanOrEqualTo(ahead);
    }

    @Test
    void reopen_fences_stand() throws Exception {
        long space = store().createSpace();
        long lifted = store().createSpace();
        Fence fence = new Fence(space, text("delete bucket"));
        store().fence(fence);
        store().fence(new Fence(lifted, text("x")));
        store().lift(new Fence(lifted, text("x")));
        reopen();
        assertThat(store().fences()).containsExactly(fence);
        assertThat(store().commit(on(space, "a").put(ROW, text("1")).build())).isEqualTo(new CommitResult.Fenced());
        commit(on(lifted, "a").put(ROW, text("1")));
        store().lift(fence);
        commit(on(space, "a").put(ROW, text("1")));
    }

    @Test
    void reopen_afterRandomSteps_isAsTheReferenceSays() throws Exception {
        long seed = RandomSteps.seed();
        RandomSteps steps = new RandomSteps(this, seed);
        for (int round = 0; round < 4; round++) {
            steps.run(60);
            reopen();
            steps.compareAll();
        }
    }
}
