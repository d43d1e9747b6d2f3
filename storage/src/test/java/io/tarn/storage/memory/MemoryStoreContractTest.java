package io.tarn.storage.memory;

import io.tarn.storage.Store;
import io.tarn.storage.contract.StoreContract;

/** The memory engine keeps the contract. */
class MemoryStoreContractTest extends StoreContract {
    @Override
    protected Store openStore() {
        return new MemoryStore();
    }
}
