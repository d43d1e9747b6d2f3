package io.tarn.core.identity;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.account.Account;
import io.tarn.core.layout.AccessKeyClaim;
import io.tarn.core.layout.AccountClaim;
import io.tarn.core.layout.AccountRecord;
import io.tarn.core.layout.AccountRecord.State;
import io.tarn.core.layout.AccountRows;
import io.tarn.core.layout.SystemRows;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How accounts come, stop, go on and go. Safe for many threads. */
public final class AccountLife {
    private static final Logger LOG = LoggerFactory.getLogger(AccountLife.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+=,.@_-]{0,63}");
    private static final long IDS_FIRST = 100_000_000_000L;
    private static final long IDS_END = 1_000_000_000_000L;
    private static final int CANONICAL_BYTES = 32;
    private static final int ATTEMPTS_MAX = 16;
    private static final int DELETES_MAX = 500;

    /** What an account's anchor may hold besides its buckets and its own row. */
    private static final byte[] TABLES = {
        SystemRows.IDENTITIES, AccountRows.ACCESS_KEYS, AccountRows.KEY_USES, SystemRows.SETTINGS
    };

    private final Store store;
    private final AccountStore accounts;
    private final Clock clock;
    private final RandomGenerator random;

    /** What became of a deletion. */
    public enum Deletion {
        /** The account is gone. */
        DONE,
        /** There is no such account. */
        MISSING,
        /** It owns buckets and stays. */
        OWNS_BUCKETS
    }

    /**
     * The lives of a store's accounts.
     *
     * @param random gives ids; not to be guessed, and safe for many threads
     */
    public AccountLife(Store store, AccountStore accounts, Clock clock, RandomGenerator random) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
    }

    /** True if an account may have this name: 1 to 64 letters, digits and {@code + = , . @ _ -}. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Creates an account under a name that {@link #isName} accepts.
     *
     * @return null if another account has the name
     * @throws S3Exception {@code SlowDown}, {@code OperationAborted} if others were quicker all the time
     */
    public @Nullable AccountRow create(String name, String requestId) {
        String canonicalId = canonicalId();
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (accounts.findName(name) != null) {
                return null;
            }
            String id = Long.toString(random.nextLong(IDS_FIRST, IDS_END));
            AccountRow created = create(new Account(id, canonicalId), name, requestId);
            if (created != null) {
                return created;
            }
        }
        throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
    }

    /** Makes sure that there is an account with this id; for the account that the program has of itself, at start. */
    public void ensure(Account account, String name) {
        if (accounts.read(account.id()) == null && create(account, name, "start") == null) {
            throw new IllegalStateException("the account " + account.id() + " cannot be created: another is called "
                    + name + " or has its canonical id");
        }
    }

    private @Nullable AccountRow create(Account account, String name, String requestId) {
        AccountRecord pending = new AccountRecord(
                State.PENDING, account.id(), name, account.canonicalId(), clock.millis(), 0, requestId, null);
        Batch.Builder first = Batch.on(Store.SYSTEM_SPACE, SystemRows.accountAnchor(account.id()))
                .ifAbsent(AccountRows.account())
                .put(AccountRows.account(), pending.encode());
        if (!(settled(store.commit(first.build())) instanceof CommitResult.Committed written)) {
            return null;
        }
        AccountRow row = new AccountRow(pending, written.revision());
        boolean claimed = claim(AccountRows.canonicalIdAnchor(account.canonicalId()), account.id())
                && claim(AccountRows.accountNameAnchor(name), account.id());
        if (claimed && accounts.commit(row, row.change(pending.in(State.ACTIVE, requestId)))) {
            return accounts.read(account.id());
        }
        remove(row);
        return null;
    }

    /** Takes a claim unless it is that of an account which exists; a pending one loses it. */
    private boolean claim(Bytes anchor, String accountId) {
        Row claim = store.get(AccountRows.accountClaimKey(anchor));
        Batch.Builder batch = Batch.on(Store.SYSTEM_SPACE, anchor);
        if (claim == null) {
            batch.ifAbsent(AccountRows.accountClaim());
        } else {
            String other = AccountClaim.decode(claim.value()).accountId();
            AccountRow holder = other.equals(accountId) ? null : accounts.read(other);
            if (holder != null && (holder.record().state() != State.PENDING || !remove(holder))) {
                return false;
            }
            batch.ifUnchanged(AccountRows.accountClaim(), claim.revision());
        }
        batch.put(AccountRows.accountClaim(), new AccountClaim(accountId).encode());
        return settled(store.commit(batch.build())) instanceof CommitResult.Committed;
    }

    /** Removes the account's row if it is as it was seen. */
    private boolean remove(AccountRow seen) {
        Batch.Builder batch = Batch.on(
                        Store.SYSTEM_SPACE,
                        SystemRows.accountAnchor(seen.record().id()))
                .ifUnchanged(AccountRows.account(), seen.stamp())
                .delete(AccountRows.account());
        return settled(store.commit(batch.build())) instanceof CommitResult.Committed;
    }

    /**
     * Lets an account act, or no longer.
     *
     * @return false if there is no such account
     */
    public boolean enable(String accountId, boolean enabled, String requestId) {
        State wanted = enabled ? State.ACTIVE : State.DISABLED;
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            AccountRow row = accounts.read(accountId);
            if (row == null
                    || (row.record().state() != State.ACTIVE && row.record().state() != State.DISABLED)) {
                return false;
            }
            if (row.record().state() == wanted
                    || accounts.commit(row, row.change(row.record().in(wanted, requestId)))) {
                return true;
            }
        }
        throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
    }

    /** Deletes an account that owns no bucket, with everything else that belongs to it. */
    public Deletion delete(String accountId, String requestId) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            AccountRow row = accounts.read(accountId);
            if (row == null || row.record().state() == State.PENDING) {
                return Deletion.MISSING;
            }
            if (row.record().state() == State.CLOSING
                    || accounts.commit(row, row.change(row.record().in(State.CLOSING, requestId)))) {
                return finish(accountId, requestId);
            }
        }
        throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
    }

    /** Goes on with an account that is closing. */
    private Deletion finish(String accountId, String requestId) {
        AccountRow row = accounts.read(accountId);
        if (row == null) {
            return Deletion.DONE;
        }
        State before = row.record().before();
        if (before != null && !rows(SystemRows.BUCKETS, accountId).isEmpty()) {
            accounts.commit(row, row.change(row.record().in(before, requestId)));
            return Deletion.OWNS_BUCKETS;
        }
        for (byte table : TABLES) {
            clear(table, accountId);
        }
        release(AccountRows.accountNameAnchor(row.record().name()), accountId);
        release(AccountRows.canonicalIdAnchor(row.record().canonicalId()), accountId);
        if (!remove(row)) {
            throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
        }
        accounts.forget(accountId);
        return Deletion.DONE;
    }

    private void clear(byte table, String accountId) {
        for (List<RowKey> some = rows(table, accountId); !some.isEmpty(); some = rows(table, accountId)) {
            Batch.Builder batch = Batch.on(Store.SYSTEM_SPACE, SystemRows.accountAnchor(accountId));
            some.forEach(key -> batch.delete(key.name()));
            if (!(settled(store.commit(batch.build())) instanceof CommitResult.Committed)) {
                throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
            }
            if (table == AccountRows.ACCESS_KEYS) {
                some.forEach(key -> releaseKey(AccountRows.accessKeyIdOf(key.suffix()), accountId));
            }
        }
    }

    /** The first rows that an account's anchor has in a table. */
    private List<RowKey> rows(byte table, String accountId) {
        Bytes anchor = SystemRows.accountAnchor(accountId);
        List<RowKey> rows = new ArrayList<>();
        try (Scan scan = store.scan(Store.SYSTEM_SPACE, table)) {
            scan.seek(anchor, Bytes.EMPTY);
            for (Row row = scan.next(); row != null && rows.size() < DELETES_MAX; row = scan.next()) {
                if (!row.key().anchor().equals(anchor)) {
                    break;
                }
                rows.add(row.key());
            }
        }
        return rows;
    }

    private void release(Bytes anchor, String accountId) {
        Row claim = store.get(AccountRows.accountClaimKey(anchor));
        if (claim != null && AccountClaim.decode(claim.value()).accountId().equals(accountId)) {
            store.commit(Batch.on(Store.SYSTEM_SPACE, anchor)
                    .ifUnchanged(AccountRows.accountClaim(), claim.revision())
                    .delete(AccountRows.accountClaim())
                    .build());
        }
    }

    private void releaseKey(String accessKeyId, String accountId) {
        Row claim = store.get(AccountRows.accessKeyClaimKey(accessKeyId));
        if (claim != null && AccessKeyClaim.decode(claim.value()).accountId().equals(accountId)) {
            store.commit(Batch.on(Store.SYSTEM_SPACE, AccountRows.accessKeyAnchor(accessKeyId))
                    .ifUnchanged(AccountRows.accessKeyClaim(), claim.revision())
                    .delete(AccountRows.accessKeyClaim())
                    .build());
        }
    }

    /**
     * Clears away what a crash left between the commits of an account's life. To be called once, before any other call,
     * by the only process.
     */
    public void recover() {
        for (AccountRow row : accounts.all()) {
            switch (row.record().state()) {
                case PENDING -> {
                    remove(row);
                    release(
                            AccountRows.accountNameAnchor(row.record().name()),
                            row.record().id());
                    release(
                            AccountRows.canonicalIdAnchor(row.record().canonicalId()),
                            row.record().id());
                    LOG.info(
                            "Account {} was never finished: cleared away",
                            row.record().id());
                }
                case CLOSING ->
                    LOG.info(
                            "The deletion of account {}: {}",
                            row.record().id(),
                            finish(row.record().id(), "start"));
                case ACTIVE, DISABLED -> {}
            }
        }
    }

    private String canonicalId() {
        byte[] bytes = new byte[CANONICAL_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static CommitResult settled(CommitResult result) {
        return switch (result) {
            case CommitResult.Committed committed -> committed;
            case CommitResult.Conflict conflict -> conflict;
            case CommitResult.Busy busy -> throw S3Exception.of(ErrorCode.SLOW_DOWN);
            case CommitResult.Fenced fenced -> throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
            case CommitResult.Unknown unknown -> {
                LOG.warn("The outcome of a commit is unknown: {}", unknown.reason());
                throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
            }
        };
    }
}
