package io.tarn.core.identity;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.account.Account;
import io.tarn.core.account.Accounts;
import io.tarn.core.layout.AccountClaim;
import io.tarn.core.layout.AccountRecord;
import io.tarn.core.layout.AccountRows;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of accounts, and the commits that change what belongs to them. Safe for many threads. */
public final class AccountStore implements Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(AccountStore.class);

    /** Most accounts remembered; when they are reached, all are forgotten. */
    private static final int REMEMBERED_MAX = 10_000;

    private static final String RETRY_AFTER_SECONDS = "1";

    private final Store store;
    /** What never changes of an account, by id. */
    private final ConcurrentHashMap<String, Account> remembered = new ConcurrentHashMap<>();

    /** The accounts of a store. */
    public AccountStore(Store store) {
        this.store = store;
    }

    /** The account's row as it is now, whatever its state; null if there is none. One read of one row. */
    public @Nullable AccountRow read(String accountId) {
        Row row = row(accountId);
        return row == null ? null : AccountRow.of(row);
    }

    /** The same, not decoded. */
    public @Nullable Row row(String accountId) {
        return store.get(AccountRows.accountKey(accountId));
    }

    /** True if the account exists and its principals may act. One read of one row. */
    public boolean isActive(String accountId) {
        AccountRow row = read(accountId);
        return row != null && row.active();
    }

    @Override
    public @Nullable Account find(String accountId) {
        Account known = remembered.get(accountId);
        if (known != null) {
            return known;
        }
        AccountRow row = read(accountId);
        if (row == null || row.record().state() == AccountRecord.State.PENDING) {
            return null;
        }
        if (remembered.size() >= REMEMBERED_MAX) {
            remembered.clear();
        }
        remembered.put(accountId, row.account());
        return row.account();
    }

    @Override
    public @Nullable Account findCanonical(String canonicalId) {
        AccountRow row = claimant(AccountRows.canonicalIdAnchor(canonicalId));
        return row == null || !row.record().canonicalId().equals(canonicalId) ? null : row.account();
    }

    /** The account of this name, or null if there is none. */
    public @Nullable AccountRow findName(String name) {
        AccountRow row = claimant(AccountRows.accountNameAnchor(name));
        return row == null || !row.record().name().equals(name) ? null : row;
    }

    /** The account that a claim points to, unless it is only pending. */
    private @Nullable AccountRow claimant(Bytes anchor) {
        Row claim = store.get(AccountRows.accountClaimKey(anchor));
        AccountRow row =
                claim == null ? null : read(AccountClaim.decode(claim.value()).accountId());
        return row == null || row.record().state() == AccountRecord.State.PENDING ? null : row;
    }

    /** All accounts in the order of their ids, pending and closing ones too. */
    public List<AccountRow> all() {
        List<AccountRow> all = new ArrayList<>();
        try (Scan scan = store.scan(Store.SYSTEM_SPACE, AccountRows.ACCOUNTS)) {
            for (Row row = scan.next(); row != null; row = scan.next()) {
                all.add(AccountRow.of(row));
            }
        }
        return all;
    }

    void forget(String accountId) {
        remembered.remove(accountId);
    }

    /**
     * Commits a change that {@link AccountRow#change} began.
     *
     * @return false if the account changed since it was seen: read again and decide anew
     * @throws S3Exception {@code SlowDown} if the store is busy, {@code InternalError} if nobody knows what became of it
     */
    public boolean commit(AccountRow seen, Batch.Builder change) {
        Batch batch = change.build();
        return switch (store.commit(batch)) {
            case CommitResult.Committed committed -> true;
            case CommitResult.Conflict conflict -> false;
            case CommitResult.Busy busy ->
                throw S3Exception.of(ErrorCode.SLOW_DOWN).withHeader("retry-after", RETRY_AFTER_SECONDS);
            case CommitResult.Fenced fenced -> throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
            case CommitResult.Unknown unknown -> {
                if (!happened(seen, batch)) {
                    LOG.warn("The outcome of a commit is unknown: {}", unknown.reason());
                    throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
                }
                yield true;
            }
        };
    }

    /** True if the account's row is the one that the batch put, whose change number and writer no other batch has. */
    private boolean happened(AccountRow seen, Batch batch) {
        Row now = row(seen.record().id());
        return now != null
                && batch.changes().getFirst() instanceof Batch.Change.Put put
                && put.row().equals(AccountRows.account())
                && put.value().equals(now.value());
    }
}
