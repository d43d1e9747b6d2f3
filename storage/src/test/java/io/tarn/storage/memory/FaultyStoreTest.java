package io.tarn.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import io.tarn.storage.contract.StoreContract;
import org.junit.jupiter.api.Test;

/** Without plans the faulty store keeps the contract; with them it fails as planned. */
class FaultyStoreTest extends StoreContract {
    private static final RowName FAULTY_ROW = new RowName((byte) 'c', Bytes.EMPTY);
    private static final RowKey FAULTY_KEY =
            new RowKey(Store.SYSTEM_SPACE, (byte) 'c', Bytes.utf8("faulty"), Bytes.EMPTY);
    private static final Batch PUT = Batch.on(Store.SYSTEM_SPACE, FAULTY_KEY.anchor())
            .put(FAULTY_ROW, Bytes.EMPTY)
            .build();

    @Override
    protected Store openStore() {
        return new FaultyStore(new MemoryStore());
    }

    private FaultyStore faulty() {
        return (FaultyStore) store();
    }

    @Test
    void commit_plannedUnknown_happenedOrNot() {
        faulty().fail(FaultyStore.Call.COMMIT, 1, Fault.UNKNOWN_NOT_DONE);
        assertThat(faulty().commit(PUT)).isInstanceOf(CommitResult.Unknown.class);
        assertThat(faulty().get(FAULTY_KEY)).isNull();
        faulty().fail(FaultyStore.Call.COMMIT, 1, Fault.UNKNOWN_DONE);
        assertThat(faulty().commit(PUT)).isInstanceOf(CommitResult.Unknown.class);
        assertThat(faulty().get(FAULTY_KEY)).isNotNull();
    }

    @Test
    void commit_plannedForSecondCall_firstAndThirdSucceed() {
        faulty().fail(FaultyStore.Call.COMMIT, 2, Fault.BUSY);
        assertThat(faulty().commit(PUT)).isInstanceOf(CommitResult.Committed.class);
        assertThat(faulty().commit(PUT)).isEqualTo(new CommitResult.Busy());
        assertThat(faulty().commit(PUT)).isInstanceOf(CommitResult.Committed.class);
        assertThat(faulty().calls(FaultyStore.Call.COMMIT)).isEqualTo(3);
    }

    @Test
    void calls_plannedExceptions_areThrown() {
        faulty().fail(FaultyStore.Call.STAGE, 1, Fault.OUT_OF_SPACE);
        assertThatThrownBy(() -> faulty().stage(-1)).isInstanceOf(StorageException.OutOfSpace.class);
        faulty().fail(FaultyStore.Call.GET, 1, Fault.CORRUPT);
        assertThatThrownBy(() -> faulty().get(FAULTY_KEY)).isInstanceOf(StorageException.Corrupt.class);
        assertThatThrownBy(() -> faulty().fail(FaultyStore.Call.GET, 1, Fault.CONFLICT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void before_plannedAction_runsJustBeforeTheCall() {
        faulty().before(FaultyStore.Call.GET, 1, () -> faulty().commit(PUT));
        assertThat(faulty().get(FAULTY_KEY)).isNotNull();
    }
}
