package io.tarn.core.identity;

import io.tarn.core.access.Caller;
import io.tarn.core.account.Account;
import io.tarn.core.auth.AccessKey;
import io.tarn.core.auth.Secret;
import io.tarn.core.layout.AccountRows;
import io.tarn.core.layout.SealingRecord;
import io.tarn.core.seal.MasterKey;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.Store;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The accounts of one store with their keys and sessions, put together; writes behind what it notes until closed. */
public final class Registry implements AutoCloseable {
    private static final long FLUSH_SECONDS = 60;
    private static final String OPERATOR = "operator";

    private final AccountStore accounts;
    private final AccountLife life;
    private final AccessKeys keys;
    private final KeyUses uses;
    private final SessionTokens tokens;
    private final AccessKey configured;
    private final ScheduledExecutorService writer;
    private final Future<?> flushing;

    private Registry(
            AccountStore accounts,
            AccountLife life,
            AccessKeys keys,
            KeyUses uses,
            SessionTokens tokens,
            AccessKey configured) {
        this.accounts = accounts;
        this.life = life;
        this.keys = keys;
        this.uses = uses;
        this.tokens = tokens;
        this.configured = configured;
        this.writer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("tarn-key-uses").daemon().factory());
        this.flushing = writer.scheduleWithFixedDelay(uses::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    /** The id of the master key that a store's secrets are sealed under, or null if nothing was sealed in it yet. */
    public static @Nullable Bytes sealedWith(Store store) {
        Row row = store.get(AccountRows.sealingKey());
        return row == null ? null : SealingRecord.decode(row.value()).keyId();
    }

    /**
     * Finishes what a crash interrupted, and makes sure that the operator's account is there.
     *
     * @param operator the account of those who run the server
     * @param rootKeyId the id of its configured root key
     * @param rootSecret the secret of that key
     * @param random gives ids and secrets; not to be guessed, and safe for many threads
     * @throws IllegalStateException if the store's secrets are sealed under another master key
     */
    public static Registry open(
            Store store,
            MasterKey master,
            Account operator,
            String rootKeyId,
            Secret rootSecret,
            Clock clock,
            RandomGenerator random) {
        checkSealing(store, master, clock);
        AccountStore accounts = new AccountStore(store);
        AccountLife life = new AccountLife(store, accounts, clock, random);
        life.recover();
        life.ensure(operator, OPERATOR);
        AccessKeys keys = new AccessKeys(store, accounts, master.seal("access-key", random), clock, random, rootKeyId);
        keys.recover();
        AccessKey configured = new AccessKey(rootSecret, Caller.Identity.root(operator, rootKeyId));
        SessionTokens tokens = new SessionTokens(master.seal("session-token", random));
        return new Registry(accounts, life, keys, new KeyUses(store, clock), tokens, configured);
    }

    private static void checkSealing(Store store, MasterKey master, Clock clock) {
        Bytes known = sealedWith(store);
        if (known == null) {
            RowKey key = AccountRows.sealingKey();
            CommitResult result = store.commit(Batch.on(Store.SYSTEM_SPACE, key.anchor())
                    .ifAbsent(key.name())
                    .put(key.name(), new SealingRecord(master.keyId(), clock.millis()).encode())
                    .build());
            if (!(result instanceof CommitResult.Committed)) {
                throw new IllegalStateException("the master key's id cannot be noted in the store: " + result);
            }
        } else if (!known.equals(master.keyId())) {
            throw new IllegalStateException(
                    "the store's secrets are sealed under master key " + known + ", this one is " + master.keyId());
        }
    }

    /** The accounts. */
    public AccountStore accounts() {
        return accounts;
    }

    /** How accounts come and go. */
    public AccountLife life() {
        return life;
    }

    /** The long-lived access keys. */
    public AccessKeys keys() {
        return keys;
    }

    /** When they were used last. */
    public KeyUses uses() {
        return uses;
    }

    /** What makes and opens session tokens. */
    public SessionTokens tokens() {
        return tokens;
    }

    /** The root key that the configuration names, of the operator's account. */
    public AccessKey configured() {
        return configured;
    }

    /** Writes what is noted and ends. */
    @Override
    public void close() {
        flushing.cancel(false);
        writer.shutdown();
        uses.flush();
    }
}
