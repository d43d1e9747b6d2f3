package io.tarn.storage.local;

import io.tarn.storage.Store;
import io.tarn.storage.contract.DurableStoreContract;
import io.tarn.storage.local.disk.SystemDisk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real disk, with the index in RocksDB, as a server runs it. */
final class LocalStoreContractTest extends DurableStoreContract {
    @TempDir
    Path directory;

    @Override
    protected Store openStore() {
        return LocalStore.open(
                directory.resolve("data"),
                Options.builder().segments(1 << 20, 16 << 20).reserve(0, 0).build(),
                InstantSource.system(),
                RandomGenerator.getDefault(),
                new SystemDisk());
    }

    @Override
    protected Store reopenStore() {
        return openStore();
    }
}
