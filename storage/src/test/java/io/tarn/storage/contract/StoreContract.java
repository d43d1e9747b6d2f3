package io.tarn.storage.contract;

import io.tarn.storage.Store;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Every promise of the storage contract that can be seen without stopping the store. Engines extend it. */
public abstract class StoreContract
        implements CommitContract, BodyContract, ScanContract, SpaceContract, ConcurrencyContract, RandomContract {
    private @Nullable Store store;

    /** An empty store of the engine under test. */
    protected abstract Store openStore() throws Exception;

    @BeforeEach
    final void openEmptyStore() throws Exception {
        store = openStore();
    }

    @AfterEach
    final void closeStore() {
        store().close();
    }

    @Override
    public final Store store() {
        return Objects.requireNonNull(store, "the store is open only during a test");
    }

    /** Puts another store, opened on the same data, in the place of the one under test, which was closed. */
    final void replaceStore(Store reopened) {
        store = reopened;
    }
}
