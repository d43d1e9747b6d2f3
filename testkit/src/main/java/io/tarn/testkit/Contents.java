package io.tarn.testkit;

import io.tarn.core.account.Account;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.identity.Registry;
import io.tarn.core.seal.MasterKey;
import io.tarn.core.service.AccountServices;
import io.tarn.core.service.S3Service;
import io.tarn.storage.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** What a server holds: a store in memory, its accounts and the service over it, thrown away together. */
final class Contents implements AutoCloseable {
    /** The account of the key that the server is started with. */
    static final Account ACCOUNT =
            new Account("100000000001", "e0f8d821dd128adda5fea8e8cad47b29ad3cbdbad6162e8b4b16ed3d87ca143a");

    private final MemoryStore store;
    private final Registry registry;
    private final S3Service service;
    private final Principals principals;

    private Contents(MemoryStore store, Registry registry, S3Service service, Principals principals) {
        this.store = store;
        this.registry = registry;
        this.service = service;
        this.principals = principals;
    }

    /** Nothing yet but the account with its key. */
    static Contents empty(long bytesMax, String region, GeneratedKey key, SecureRandom random) {
        Clock clock = Clock.systemUTC();
        MemoryStore store = new MemoryStore(bytesMax);
        Registry registry = Registry.open(
                store, MasterKey.generate(random), ACCOUNT, key.accessKeyId(), key.secret(), clock, random);
        try {
            AccountServices accounts = AccountServices.of(store, registry, clock, random);
            S3Service service = S3Service.open(store, accounts.settings(region, List.of("localhost")), clock, random);
            return new Contents(store, registry, service, new Principals(registry, accounts.iam()));
        } catch (RuntimeException failed) {
            registry.close();
            throw failed;
        }
    }

    S3Service service() {
        return service;
    }

    Principals principals() {
        return principals;
    }

    /** Forgets everything; requests that still run fail. */
    @Override
    public void close() {
        service.close();
        registry.close();
        store.close();
    }
}
