package io.tarn.core.identity;

import io.tarn.core.layout.AccountRows;
import io.tarn.core.layout.KeyUse;
import io.tarn.storage.Batch;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When access keys were used last: noted in memory, written behind. What was not written when the process dies is
 * forgotten. Safe for many threads.
 */
public final class KeyUses {
    private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);

    /** Most keys whose use waits to be written; the use of a further one is not noted until they are. */
    private static final int WAITING_MAX = 10_000;

    /** A use this much later than the noted one is noted anew: the time is told to the minute. */
    private static final long GRAIN_MILLIS = 10_000;

    private record Name(String accountId, String accessKeyId) {}

    private final Store store;
    private final InstantSource clock;
    private final ConcurrentHashMap<Name, KeyUse> waiting = new ConcurrentHashMap<>();

    /** The uses of a store's keys. */
    public KeyUses(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A key's noted use, as long as nothing new is to be said; kept with the key so that most requests write nothing. */
    static final class Mark {
        private volatile long when = Long.MIN_VALUE;
        private volatile String service = "";

        private boolean covers(long now, String used) {
            return now - when < GRAIN_MILLIS && service.equals(used);
        }
    }

    /** Notes that a key signed a request. */
    void note(Mark mark, String accountId, String accessKeyId, String service, String region) {
        long now = clock.millis();
        if (mark.covers(now, service) || waiting.size() >= WAITING_MAX) {
            return;
        }
        mark.when = now;
        mark.service = service;
        waiting.put(new Name(accountId, accessKeyId), new KeyUse(now, service, region));
    }

    /** When the key was used last, or null if it never was. */
    public @Nullable KeyUse last(String accountId, String accessKeyId) {
        KeyUse noted = waiting.get(new Name(accountId, accessKeyId));
        if (noted != null) {
            return noted;
        }
        Row row = store.get(AccountRows.keyUseKey(accountId, accessKeyId));
        return row == null ? null : KeyUse.decode(row.value());
    }

    /** Writes what was noted. A store that does not take it now loses nothing that anybody relies on. */
    public void flush() {
        for (Map.Entry<Name, KeyUse> entry : waiting.entrySet()) {
            Name name = entry.getKey();
            try {
                if (!(write(name, entry.getValue()) instanceof CommitResult.Committed)) {
                    return;
                }
            } catch (StorageException failing) {
                LOG.debug("the last uses of access keys are not written: {}", failing.getMessage());
                return;
            }
            waiting.remove(name, entry.getValue());
        }
    }

    private CommitResult write(Name name, KeyUse use) {
        RowKey key = AccountRows.keyUseKey(name.accountId(), name.accessKeyId());
        RowKey owner = AccountRows.accountKey(name.accountId());
        Row account = store.get(owner);
        if (account == null) {
            return new CommitResult.Committed(0);
        }
        return store.commit(Batch.on(Store.SYSTEM_SPACE, key.anchor())
                .put(key.name(), use.encode())
                .build());
    }
}
