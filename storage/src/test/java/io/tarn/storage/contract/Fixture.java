package io.tarn.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.Batch;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.Scan;
import io.tarn.storage.StagedBody;
import io.tarn.storage.Store;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The store under test, and short words for what the tests do with it. */
interface Fixture {
    /** Two tables with letters far apart, as unsigned bytes. */
    byte TABLE = 'c';

    byte OTHER_TABLE = (byte) 0xF0;

    /** The body length up to which bodies may travel inside a batch. */
    int INLINE_BYTES = 128 * 1024;

    /** The store under test. */
    Store store();

    static Bytes text(String text) {
        return Bytes.utf8(text);
    }

    static RowName name(byte table, String suffix) {
        return new RowName(table, Bytes.utf8(suffix));
    }

    static RowName name(String suffix) {
        return name(TABLE, suffix);
    }

    static RowKey key(long space, String anchor, RowName name) {
        return new RowKey(space, name.table(), Bytes.utf8(anchor), name.suffix());
    }

    static Batch.Builder on(long space, String anchor) {
        return Batch.on(space, Bytes.utf8(anchor));
    }

    /** Bytes that differ at each place, so that a shift or a swap is seen. */
    static byte[] pattern(int length, long seed) {
        byte[] data = new byte[length];
        new Random(seed).nextBytes(data);
        return data;
    }

    /** Commits and expects success; a full queue is tried again. */
    default long commit(Batch.Builder builder) {
        Batch batch = builder.build();
        CommitResult result = store().commit(batch);
        while (result instanceof CommitResult.Busy) {
            Thread.onSpinWait();
            result = store().commit(batch);
        }
        assertThat(result).isInstanceOf(CommitResult.Committed.class);
        return ((CommitResult.Committed) result).revision();
    }

    /** Commits and expects a conflict at this row. */
    default void expectConflict(RowName row, Batch.Builder builder) {
        assertThat(store().commit(builder.build())).isEqualTo(new CommitResult.Conflict(row));
    }

    /** Stages a body, written in pieces of uneven length. */
    default StagedBody stage(byte[] data) {
        try (BodyWriter writer = store().stage(data.length)) {
            int step = 1;
            for (int offset = 0; offset < data.length; offset += step, step = Math.min(step * 3, 70_000)) {
                writer.write(ByteBuffer.wrap(data, offset, Math.min(step, data.length - offset)));
            }
            return writer.finish();
        }
    }

    default Row row(RowKey key) {
        return Objects.requireNonNull(store().get(key), () -> "no row " + key);
    }

    default @Nullable Row maybeRow(RowKey key) {
        return store().get(key);
    }

    default OpenRow open(RowKey key) {
        return Objects.requireNonNull(store().open(key), () -> "no row " + key);
    }

    default byte[] body(RowKey key) {
        try (OpenRow open = open(key)) {
            return body(open);
        }
    }

    static byte[] body(OpenRow open) {
        byte[] data = new byte[(int) Math.max(0, open.row().bodyLength())];
        ByteBuffer target = ByteBuffer.wrap(data);
        while (target.hasRemaining()) {
            int before = target.position();
            int count = open.read(before, target);
            assertThat(count).isPositive().isEqualTo(target.position() - before);
        }
        assertThat(open.read(data.length, ByteBuffer.allocate(1))).isEqualTo(-1);
        return data;
    }

    default List<Row> rows(long space, byte table) {
        try (Scan scan = store().scan(space, table)) {
            return rest(scan);
        }
    }

    static List<Row> rest(Scan scan) {
        List<Row> rows = new ArrayList<>();
        for (Row row = scan.next(); row != null; row = scan.next()) {
            rows.add(row);
        }
        return rows;
    }
}
