package io.tarn.core.identity;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.auth.Secret;
import io.tarn.core.layout.AccessKeyClaim;
import io.tarn.core.layout.AccessKeyRecord;
import io.tarn.core.layout.AccountRows;
import io.tarn.core.layout.SystemRows;
import io.tarn.core.seal.Seal;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Row;
import io.tarn.storage.RowName;
import io.tarn.storage.Scan;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The long-lived access keys of root users and users. Every change renews the account's stamp, so that it holds from the
 * next request on. Safe for many threads.
 */
public final class AccessKeys {
    /** Most keys of one principal. */
    public static final int KEYS_MAX = 2;

    private static final Pattern CHOSEN_ID = Pattern.compile("[A-Za-z0-9._-]{3,64}");
    private static final int ATTEMPTS_MAX = 16;

    private final Store store;
    private final AccountStore accounts;
    private final Seal seal;
    private final Clock clock;
    private final RandomGenerator random;
    private final String configuredId;

    /** What became of a creation. */
    public sealed interface Creation {
        /**
         * The key is made; its secret is told this once.
         *
         * @param key id and secret
         * @param created when
         */
        record Created(GeneratedKey key, Instant created) implements Creation {}

        /** The principal has {@link #KEYS_MAX} keys already. */
        record TooMany() implements Creation {}

        /** A key of that id exists, or the id is not one that may be chosen. */
        record Refused() implements Creation {}

        /** There is no such account. */
        record Missing() implements Creation {}
    }

    /**
     * The keys of a store.
     *
     * @param seal keeps their secrets
     * @param random gives ids and secrets; not to be guessed, and safe for many threads
     * @param configuredId the id of the root key that the configuration names, which no other key may have
     */
    public AccessKeys(
            Store store, AccountStore accounts, Seal seal, Clock clock, RandomGenerator random, String configuredId) {
        this.store = store;
        this.accounts = accounts;
        this.seal = seal;
        this.clock = clock;
        this.random = random;
        this.configuredId = configuredId;
    }

    /** Makes a key that nobody can guess. Whether the principal exists is the caller's to know. */
    public Creation create(KeyOwner owner, String requestId) {
        return create(owner, GeneratedKey.from(random), requestId);
    }

    /** Makes a key with a chosen id (3 to 64 letters, digits and {@code . _ -}) and secret. */
    public Creation adopt(KeyOwner owner, String accessKeyId, Secret secret, String requestId) {
        boolean mayBeChosen =
                CHOSEN_ID.matcher(accessKeyId).matches() && !accessKeyId.startsWith(GeneratedKey.TEMPORARY_PREFIX);
        return mayBeChosen ? create(owner, new GeneratedKey(accessKeyId, secret), requestId) : new Creation.Refused();
    }

    private Creation create(KeyOwner owner, GeneratedKey key, String requestId) {
        String id = key.accessKeyId();
        if (id.equals(configuredId)) {
            return new Creation.Refused();
        }
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            AccountRow account = accounts.read(owner.accountId());
            if (account == null) {
                return new Creation.Missing();
            }
            if (list(owner).size() >= KEYS_MAX) {
                return new Creation.TooMany();
            }
            if (find(id) != null || !claim(id, owner)) {
                return new Creation.Refused();
            }
            Instant now = clock.instant();
            AccessKeyRecord record = new AccessKeyRecord(
                    owner.accountId(),
                    owner.principalId(),
                    id,
                    true,
                    now.toEpochMilli(),
                    seal.seal(Bytes.utf8(key.secret().reveal()), context(owner, id)),
                    requestId);
            RowName row = AccountRows.accessKey(owner.principalId(), id);
            Batch.Builder change = account.change(requestId).ifAbsent(row).put(row, record.encode());
            if (accounts.commit(account, change)) {
                if (!owner.equals(claimant(id))) {
                    // Somebody deleted an earlier key of this id just now, and its claim after it.
                    claim(id, owner);
                }
                return new Creation.Created(key, Instant.ofEpochMilli(record.created()));
            }
        }
        throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
    }

    /** Points the id to its owner, unless it points to another: that one may be about to make the key. */
    private boolean claim(String id, KeyOwner owner) {
        Row claim = store.get(AccountRows.accessKeyClaimKey(id));
        AccessKeyClaim wanted = new AccessKeyClaim(owner.accountId(), owner.principalId());
        if (claim != null && !AccessKeyClaim.decode(claim.value()).equals(wanted)) {
            return false;
        }
        Batch.Builder batch = Batch.on(Store.SYSTEM_SPACE, AccountRows.accessKeyAnchor(id));
        if (claim == null) {
            batch.ifAbsent(AccountRows.accessKeyClaim());
        } else {
            batch.ifUnchanged(AccountRows.accessKeyClaim(), claim.revision());
        }
        batch.put(AccountRows.accessKeyClaim(), wanted.encode());
        return switch (store.commit(batch.build())) {
            case CommitResult.Committed committed -> true;
            case CommitResult.Conflict conflict -> false;
            case CommitResult.Busy busy -> throw S3Exception.of(ErrorCode.SLOW_DOWN);
            case CommitResult.Fenced fenced -> throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
            case CommitResult.Unknown unknown -> throw S3Exception.of(ErrorCode.INTERNAL_ERROR);
        };
    }

    /** A principal's keys by id. */
    public List<KeyDescription> list(KeyOwner owner) {
        Bytes anchor = SystemRows.accountAnchor(owner.accountId());
        Bytes prefix = AccountRows.accessKeysOf(owner.principalId());
        List<KeyDescription> keys = new ArrayList<>();
        try (Scan scan = store.scan(Store.SYSTEM_SPACE, AccountRows.ACCESS_KEYS)) {
            scan.seek(anchor, prefix);
            for (Row row = scan.next(); row != null; row = scan.next()) {
                if (!row.key().anchor().equals(anchor) || !row.key().suffix().startsWith(prefix)) {
                    break;
                }
                keys.add(describe(AccessKeyRecord.decode(row.value())));
            }
        }
        return keys;
    }

    /** The key of this id, whoever's it is; null if there is none. */
    public @Nullable KeyDescription describe(String accessKeyId) {
        AccessKeyRecord record = find(accessKeyId);
        return record == null ? null : describe(record);
    }

    private static KeyDescription describe(AccessKeyRecord record) {
        return new KeyDescription(
                record.accessKeyId(),
                new KeyOwner(record.accountId(), record.principalId()),
                record.active(),
                Instant.ofEpochMilli(record.created()));
    }

    /**
     * Lets a key sign, or no longer.
     *
     * @return false if the principal has no such key
     */
    public boolean update(KeyOwner owner, String accessKeyId, boolean active, String requestId) {
        RowName name = AccountRows.accessKey(owner.principalId(), accessKeyId);
        return change(
                owner,
                accessKeyId,
                requestId,
                (batch, record) ->
                        batch.put(name, record.active(active, requestId).encode()));
    }

    /**
     * Deletes a key.
     *
     * @return false if the principal has no such key
     */
    public boolean delete(KeyOwner owner, String accessKeyId, String requestId) {
        RowName name = AccountRows.accessKey(owner.principalId(), accessKeyId);
        if (!change(
                owner,
                accessKeyId,
                requestId,
                (batch, record) -> batch.delete(name).delete(AccountRows.keyUse(accessKeyId)))) {
            return false;
        }
        Row claim = store.get(AccountRows.accessKeyClaimKey(accessKeyId));
        if (claim != null && find(accessKeyId) == null) {
            // Nobody waits for it: a claim without a key means nothing.
            store.commit(Batch.on(Store.SYSTEM_SPACE, AccountRows.accessKeyAnchor(accessKeyId))
                    .ifUnchanged(AccountRows.accessKeyClaim(), claim.revision())
                    .delete(AccountRows.accessKeyClaim())
                    .build());
        }
        return true;
    }

    private boolean change(
            KeyOwner owner, String accessKeyId, String requestId, BiConsumer<Batch.Builder, AccessKeyRecord> change) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            AccountRow account = accounts.read(owner.accountId());
            AccessKeyRecord record = account == null ? null : read(owner, accessKeyId);
            if (account == null || record == null) {
                return false;
            }
            Batch.Builder batch = account.change(requestId);
            change.accept(batch, record);
            if (accounts.commit(account, batch)) {
                return true;
            }
        }
        throw S3Exception.of(ErrorCode.OPERATION_ABORTED);
    }

    /** Removes the claims that a crash left without a key. To be called once, before any other call, by the only process. */
    public void recover() {
        List<Row> claims = new ArrayList<>();
        Bytes first = AccountRows.accessKeyAnchor("");
        try (Scan scan = store.scan(Store.SYSTEM_SPACE, AccountRows.ACCESS_KEYS)) {
            scan.seek(first, Bytes.EMPTY);
            for (Row row = scan.next(); row != null; row = scan.next()) {
                if (!row.key().anchor().startsWith(first)) {
                    break;
                }
                claims.add(row);
            }
        }
        for (Row row : claims) {
            Bytes anchor = row.key().anchor();
            AccessKeyClaim claim = AccessKeyClaim.decode(row.value());
            String id = anchor.slice(first.length(), anchor.length()).toUtf8();
            if (read(new KeyOwner(claim.accountId(), claim.principalId()), id) == null) {
                store.commit(Batch.on(Store.SYSTEM_SPACE, anchor)
                        .ifUnchanged(AccountRows.accessKeyClaim(), row.revision())
                        .delete(AccountRows.accessKeyClaim())
                        .build());
            }
        }
    }

    /** The key that the claim to its id and its owner's anchor agree about; null if there is none. */
    @Nullable
    AccessKeyRecord find(String accessKeyId) {
        KeyOwner owner = claimant(accessKeyId);
        return owner == null ? null : read(owner, accessKeyId);
    }

    @Nullable
    KeyOwner claimant(String accessKeyId) {
        Row row = store.get(AccountRows.accessKeyClaimKey(accessKeyId));
        if (row == null) {
            return null;
        }
        AccessKeyClaim claim = AccessKeyClaim.decode(row.value());
        return new KeyOwner(claim.accountId(), claim.principalId());
    }

    @Nullable
    AccessKeyRecord read(KeyOwner owner, String accessKeyId) {
        Row row = store.get(AccountRows.accessKeyKey(owner.accountId(), owner.principalId(), accessKeyId));
        return row == null ? null : AccessKeyRecord.decode(row.value());
    }

    /** The secret of a key, opened. */
    Secret secret(AccessKeyRecord record) {
        KeyOwner owner = new KeyOwner(record.accountId(), record.principalId());
        Bytes secret = seal.open(record.sealedSecret(), context(owner, record.accessKeyId()));
        if (secret == null) {
            throw new StorageException.Corrupt(
                    "the secret of access key " + record.accessKeyId() + " was not sealed with this master key");
        }
        return Secret.of(secret.toUtf8());
    }

    private static Bytes context(KeyOwner owner, String accessKeyId) {
        return Bytes.utf8(owner.accountId() + "/" + owner.principalId() + "/" + accessKeyId);
    }
}
