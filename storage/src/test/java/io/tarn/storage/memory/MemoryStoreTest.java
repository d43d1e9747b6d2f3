package io.tarn.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.storage.Batch;
import io.tarn.storage.Batch.BodySource;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.OpenRow;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StagedBody;
import io.tarn.storage.StorageException;
import io.tarn.storage.Tally;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the memory engine promises beyond the contract: its limit. */
class MemoryStoreTest {
    private static final RowName ROW = new RowName((byte) 'c', Bytes.EMPTY);
    private static final Bytes ANCHOR = Bytes.utf8("key");

    private static StagedBody stage(MemoryStore store, int length) {
        try (BodyWriter writer = store.stage(-1)) {
            writer.write(ByteBuffer.allocate(length));
            return writer.finish();
        }
    }

    @Test
    void delete_bodyHeldByReader_givesBytesBackWhenReaderCloses() {
        try (MemoryStore store = new MemoryStore(1 << 20)) {
            long space = store.createSpace();
            store.commit(Batch.on(space, ANCHOR)
                    .put(ROW, Bytes.EMPTY, new BodySource.Staged(stage(store, 200_000)), Tally.NONE)
                    .build());
            OpenRow open = Objects.requireNonNull(store.open(new RowKey(space, (byte) 'c', ANCHOR, Bytes.EMPTY)));
            store.commit(Batch.on(space, ANCHOR).delete(ROW).build());
            assertThat(store.bytesUsed()).isEqualTo(200_000);
            open.close();
            assertThat(store.bytesUsed()).isZero();
        }
    }

    @Test
    void write_beyondLimit_isOutOfSpaceAndDeletesGoOn() {
        try (MemoryStore store = new MemoryStore(100_000)) {
            long space = store.createSpace();
            StagedBody body = stage(store, 90_000);
            assertThatThrownBy(() -> stage(store, 20_000)).isInstanceOf(StorageException.OutOfSpace.class);
            assertThat(store.bytesUsed()).isEqualTo(90_000);
            assertThat(store.commit(Batch.on(space, ANCHOR)
                            .put(ROW, Bytes.EMPTY, body, Tally.NONE)
                            .build()))
                    .isInstanceOf(CommitResult.Committed.class);
            assertThatThrownBy(() -> store.commit(Batch.on(space, ANCHOR)
                            .put(new RowName((byte) 'm', Bytes.EMPTY), Bytes.wrap(new byte[20_000]))
                            .build()))
                    .isInstanceOf(StorageException.OutOfSpace.class);
            store.commit(Batch.on(space, ANCHOR).delete(ROW).build());
            assertThat(store.bytesUsed()).isZero();
        }
    }

    @Test
    void get_afterClose_isUnavailable() {
        MemoryStore store = new MemoryStore();
        store.close();
        assertThat(store.health().writable()).isFalse();
        assertThatThrownBy(() -> store.get(new RowKey(1, (byte) 'c', ANCHOR, Bytes.EMPTY)))
                .isInstanceOf(StorageException.Unavailable.class);
    }
}
