package io.tarn.core.iam;

import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryException;
import io.tarn.core.identity.AccountRow;
import io.tarn.core.identity.AccountStore;
import io.tarn.core.layout.SystemRows;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the IAM of accounts and makes every change of it. Safe for many threads.
 *
 * <p>All of an account's IAM is read at once and remembered with the account's stamp; one read of the stamp tells whether it
 * is still true. A change is made on a state and committed only if the stamp is that of the state: changes of one account
 * happen one after the other, whoever makes them.
 */
public final class IamStore {
    /** Most bytes of rows remembered of all accounts; at least one account always is. */
    private static final long REMEMBERED_MAX = 64L << 20;

    private static final int ATTEMPTS_MAX = 64;

    private final Store store;
    private final AccountStore accounts;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock; the least used first. */
    private final Map<String, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true);

    private record Remembered(long stamp, IamState state) {}

    /** The IAM of the accounts of a store. */
    public IamStore(Store store, AccountStore accounts, Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The account's IAM as it is now; null if there is no such account. */
    @Nullable
    IamState state(String accountId) {
        AccountRow account = accounts.read(accountId);
        return account == null ? null : state(account);
    }

    private IamState state(AccountRow account) {
        String id = account.record().id();
        Remembered known = remembered(id);
        if (known != null && known.stamp() == account.stamp()) {
            return known.state();
        }
        AccountRow before = account;
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            IamState state = load(id);
            AccountRow after = accounts.read(id);
            if (after == null) {
                break;
            }
            if (after.stamp() == before.stamp()) {
                remember(before.stamp(), state);
                return state;
            }
            before = after;
        }
        throw busy();
    }

    private IamState load(String accountId) {
        Bytes anchor = SystemRows.accountAnchor(accountId);
        IamLoading loading = new IamLoading(accountId);
        try (Scan scan = store.scan(Store.SYSTEM_SPACE, SystemRows.IDENTITIES)) {
            scan.seek(anchor, Bytes.EMPTY);
            for (Row row = scan.next(); row != null && row.key().anchor().equals(anchor); row = scan.next()) {
                loading.add(row);
            }
        }
        return loading.state();
    }

    /**
     * Does an operation on a draft and commits what it changed. The operation may be done several times, each time on a
     * fresh draft; only the last counts.
     *
     * @throws QueryException whatever the operation refuses; {@code ServiceUnavailable} if others were quicker all the time
     */
    <T> T change(String accountId, String requestId, Function<IamDraft, T> operation) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            AccountRow account = accounts.read(accountId);
            if (account == null) {
                throw IamErrors.noSuchEntity("The account " + accountId + " cannot be found.");
            }
            // The state may be newer than this row; the commit then fails and all is done anew.
            IamDraft draft = new IamDraft(state(account));
            T answer = operation.apply(draft);
            if (!draft.changed() || commit(account, requestId, draft)) {
                return answer;
            }
        }
        throw busy();
    }

    private boolean commit(AccountRow account, String requestId, IamDraft draft) {
        Batch.Builder batch = account.change(requestId);
        draft.applyTo(batch);
        if (!accounts.commit(account, batch)) {
            return false;
        }
        AccountRow now = accounts.read(account.record().id());
        if (now != null && now.record().equals(account.record().changed(requestId))) {
            remember(now.stamp(), draft.state());
        }
        return true;
    }

    /** The time to write into rows of an account, milliseconds since 1970. */
    long now(String accountId) {
        return store.moment(Store.SYSTEM_SPACE, SystemRows.accountAnchor(accountId), clock.millis());
    }

    private @Nullable Remembered remembered(String accountId) {
        lock.lock();
        try {
            return remembered.get(accountId);
        } finally {
            lock.unlock();
        }
    }

    private void remember(long stamp, IamState state) {
        lock.lock();
        try {
            remembered.put(state.accountId(), new Remembered(stamp, state));
            long bytes = remembered.values().stream()
                    .mapToLong(one -> one.state().bytes())
                    .sum();
            while (bytes > REMEMBERED_MAX && remembered.size() > 1) {
                Map.Entry<String, Remembered> eldest =
                        remembered.entrySet().iterator().next();
                bytes -= eldest.getValue().state().bytes();
                remembered.remove(eldest.getKey());
            }
        } finally {
            lock.unlock();
        }
    }

    private static QueryException busy() {
        return QueryException.of(
                CommonQueryError.SERVICE_UNAVAILABLE,
                "The account's users and policies change too quickly at the moment; try again");
    }
}
