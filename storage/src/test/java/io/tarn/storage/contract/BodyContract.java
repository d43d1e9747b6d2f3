package io.tarn.storage.contract;

import static io.tarn.storage.contract.Fixture.key;
import static io.tarn.storage.contract.Fixture.name;
import static io.tarn.storage.contract.Fixture.on;
import static io.tarn.storage.contract.Fixture.pattern;
import static io.tarn.storage.contract.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.storage.BodyWriter;
import io.tarn.storage.Fence;
import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StagedBody;
import io.tarn.storage.Tally;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies: staged, committed, read, held and freed. */
interface BodyContract extends Fixture {
    RowName ROW = name("");

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                4_096,
                64 * 1024 - 1,
                64 * 1024,
                64 * 1024 + 1,
                INLINE_BYTES - 1,
                INLINE_BYTES,
                INLINE_BYTES + 1,
                1_000_003,
                5 * 1024 * 1024
            })
    default void put_bodyOfLength_isReadBackWholeAndByRange(int length) {
        long space = store().createSpace();
        RowKey key = key(space, "a", ROW);
        byte[] data = pattern(length, length);
        StagedBody staged = stage(data);
        assertThat(staged.length()).isEqualTo(length);
        commit(on(space, "a").put(ROW, text("1"), staged, Tally.NONE));
        assertThat(row(key).bodyLength()).isEqualTo(length);
        assertThat(body(key)).isEqualTo(data);
        Random random = new Random(length);
        try (OpenRow open = open(key)) {
            for (int round = 0; round < 50 && length > 0; round++) {
                int from = random.nextInt(length);
                int count = Math.min(length - from, 1 + random.nextInt(100_000));
                assertThat(readExactly(open, from, count)).isEqualTo(Arrays.copyOfRange(data, from, from + count));
            }
            assertThat(open.read(length, ByteBuffer.allocate(10))).isEqualTo(-1);
            assertThat(open.read(length + 5L, ByteBuffer.allocate(10))).isEqualTo(-1);
        }
    }

    private static byte[] readExactly(OpenRow open, long offset, int count) {
        ByteBuffer target = ByteBuffer.allocateDirect(count);
        while (target.hasRemaining()) {
            assertThat(open.read(offset + target.position(), target)).isPositive();
        }
        byte[] data = new byte[count];
        target.flip().get(data);
        return data;
    }

    @Test
    default void read_targetWithLimit_fillsOnlyThat() {
        long space = store().createSpace();
        byte[] data = pattern(100, 1);
        commit(on(space, "a").put(ROW, text("1"), stage(data), Tally.NONE));
        try (OpenRow open = open(key(space, "a", ROW))) {
            ByteBuffer target = ByteBuffer.allocate(20).position(5).limit(15);
            assertThat(open.read(90, target)).isEqualTo(10);
            assertThat(target.position()).isEqualTo(15);
            assertThat(Arrays.copyOfRange(target.array(), 5, 15)).isEqualTo(Arrays.copyOfRange(data, 90, 100));
            assertThat(target.array()[15]).isZero();
        }
    }

    @Test
    default void open_rowWithoutBody_readsAsEnded() {
        long space = store().createSpace();
        commit(on(space, "a").put(ROW, text("1")));
        try (OpenRow open = open(key(space, "a", ROW))) {
            assertThat(open.row().value()).isEqualTo(text("1"));
            assertThat(open.row().bodyLength()).isEqualTo(Row.NO_BODY);
            assertThat(open.read(0, ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    default void write_bufferReusedAfterwards_bodyKeepsWhatWasWritten() {
        long space = store().createSpace();
        ByteBuffer direct = ByteBuffer.allocateDirect(1_000);
        BodyWriter writer = store().stage(-1);
        for (byte round = 0; round < 3; round++) {
            direct.clear();
            while (direct.hasRemaining()) {
                direct.put(round);
            }
            direct.flip();
            writer.write(direct);
            assertThat(direct.hasRemaining()).isFalse();
        }
        writer.write(ByteBuffer.wrap(new byte[] {9, 9}).asReadOnlyBuffer());
        commit(on(space, "a").put(ROW, text("1"), writer.finish(), Tally.NONE));
        writer.close();
        byte[] data = body(key(space, "a", ROW));
        assertThat(data).hasSize(3_002);
        assertThat(new byte[] {data[0], data[999], data[1_000], data[2_999], data[3_001]})
                .containsExactly(0, 0, 1, 2, 9);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 300_000, 10_000_000})
    default void stage_lengthNotAsExpected_isTheLengthWritten(long expected) {
        long space = store().createSpace();
        byte[] data = pattern(300_000, expected);
        try (BodyWriter writer = store().stage(expected)) {
            writer.write(ByteBuffer.wrap(data));
            commit(on(space, "a").put(ROW, text("1"), writer.finish(), Tally.NONE));
        }
        assertThat(body(key(space, "a", ROW))).isEqualTo(data);
    }

    @Test
    default void stage_severalAtOnce_doNotMix() {
        long space = store().createSpace();
        byte[] first = pattern(400_000, 1);
        byte[] second = pattern(400_000, 2);
        BodyWriter one = store().stage(-1);
        BodyWriter two = store().stage(-1);
        for (int offset = 0; offset < 400_000; offset += 50_000) {
            one.write(ByteBuffer.wrap(first, offset, 50_000));
            two.write(ByteBuffer.wrap(second, offset, 50_000));
        }
        commit(on(space, "a")
                .put(name("2"), text("2"), two.finish(), Tally.NONE)
                .put(name("1"), text("1"), one.finish(), Tally.NONE)
                .put(name("3"), text("3"), stage(pattern(10, 3)), Tally.NONE));
        assertThat(body(key(space, "a", name("1")))).isEqualTo(first);
        assertThat(body(key(space, "a", name("2")))).isEqualTo(second);
        assertThat(body(key(space, "a", name("3")))).isEqualTo(pattern(10, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, INLINE_BYTES + 1})
    default void commit_afterConflict_sameStagedBodyServesAgain(int length) {
        long space = store().createSpace();
        commit(on(space, "a").put(ROW, text("1")));
        StagedBody staged = stage(pattern(length, 4));
        for (int round = 0; round < 2; round++) {
            expectConflict(ROW, on(space, "a").ifAbsent(ROW).put(ROW, text("2"), staged, Tally.NONE));
        }
        commit(on(space, "a").put(ROW, text("2"), staged, Tally.NONE));
        staged.close();
        assertThat(body(key(space, "a", ROW))).isEqualTo(pattern(length, 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, INLINE_BYTES + 1})
    default void commit_stagedBodyGivenUpOrTaken_isRefused(int length) {
        long space = store().createSpace();
        StagedBody givenUp = stage(pattern(length, 1));
        givenUp.close();
        givenUp.close();
        assertThatThrownBy(() -> store().commit(on(space, "a")
                        .put(ROW, text("1"), givenUp, Tally.NONE)
                        .build()))
                .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class);
        StagedBody taken = stage(pattern(length, 1));
        commit(on(space, "a").put(ROW, text("1"), taken, Tally.NONE));
        assertThatThrownBy(() -> store().commit(on(space, "b")
                        .put(ROW, text("1"), taken, Tally.NONE)
                        .build()))
                .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class);
        assertThat(maybeRow(key(space, "b", ROW))).isNull();
    }

    @Test
    default void write_afterFinishOrClose_isRefused() {
        BodyWriter finished = store().stage(-1);
        finished.finish().close();
        assertThatThrownBy(() -> finished.write(ByteBuffer.allocate(1))).isInstanceOf(IllegalStateException.class);
        BodyWriter closed = store().stage(-1);
        closed.write(ByteBuffer.allocate(1));
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.write(ByteBuffer.allocate(1))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, INLINE_BYTES, 3_000_000})
    default void open_thenRowReplacedDeletedOrDropped_readerReadsOn(int length) {
        long space = store().createSpace();
        RowKey key = key(space, "a", ROW);
        byte[] data = pattern(length, 1);
        commit(on(space, "a").put(ROW, text("1"), stage(data), Tally.NONE));
        try (OpenRow first = open(key)) {
            commit(on(space, "a").put(ROW, text("2"), stage(pattern(length, 2)), Tally.NONE));
            try (OpenRow second = open(key)) {
                commit(on(space, "a").delete(ROW));
                Fence fence = new Fence(space, text("test"));
                assertThat(store().fence(fence)).isTrue();
                store().dropSpace(space);
                long other = store().createSpace();
                commit(on(other, "a").put(ROW, text("3"), stage(pattern(length, 3)), Tally.NONE));
                assertThat(first.row().value()).isEqualTo(text("1"));
                assertThat(Fixture.body(first)).isEqualTo(data);
                assertThat(Fixture.body(second)).isEqualTo(pattern(length, 2));
            }
        }
    }

    @Test
    default void close_reader_severalTimesIsFine() {
        long space = store().createSpace();
        commit(on(space, "a").put(ROW, text("1"), stage(pattern(10, 1)), Tally.NONE));
        OpenRow first = open(key(space, "a", ROW));
        OpenRow second = open(key(space, "a", ROW));
        first.close();
        first.close();
        assertThat(Fixture.body(second)).isEqualTo(pattern(10, 1));
        second.close();
        assertThat(body(key(space, "a", ROW))).isEqualTo(pattern(10, 1));
    }
}
