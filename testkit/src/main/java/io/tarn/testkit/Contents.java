package io.tarn.testkit;

import io.tarn.core.gate.S3Settings;
import io.tarn.core.service.S3Service;
import io.tarn.storage.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Clock;

/** What a server holds: a store in memory and the service over it, thrown away together. */
final class Contents implements AutoCloseable {
    private final MemoryStore store;
    private final S3Service service;

    private Contents(MemoryStore store, S3Service service) {
        this.store = store;
        this.service = service;
    }

    /** Nothing yet. */
    static Contents empty(long bytesMax, S3Settings settings, SecureRandom random) {
        MemoryStore store = new MemoryStore(bytesMax);
        return new Contents(store, S3Service.open(store, settings, Clock.systemUTC(), random));
    }

    S3Service service() {
        return service;
    }

    /** Forgets everything; requests that still run fail. */
    @Override
    public void close() {
        service.close();
        store.close();
    }
}
