package io.tarn.core.identity;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.access.Caller;
import io.tarn.core.access.GrantSource;
import io.tarn.core.account.Account;
import io.tarn.core.auth.AccessKey;
import io.tarn.core.auth.Credentials;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.auth.Scope;
import io.tarn.core.auth.Secret;
import io.tarn.core.layout.AccessKeyRecord;
import io.tarn.core.layout.AccountRecord;
import io.tarn.core.layout.SessionRecord;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The access keys of a store: the configured root key, those of root users and users, and those of sessions, each with
 * its principal and all that its policies grant.
 *
 * <p>What was found is remembered with the stamp that the account had before; a request with a remembered key reads
 * one row, the account's, and believes the memory if the stamp is still the same.
 */
public final class Identities implements Credentials {
    /** Most keys remembered; when they are reached, all are forgotten. */
    private static final int REMEMBERED_MAX = 10_000;

    private final AccessKey configured;
    private final AccountStore accounts;
    private final AccessKeys keys;
    private final KeyUses uses;
    private final SessionTokens tokens;
    private final GrantSource source;
    private final SessionPrincipals sessions;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Known> remembered = new ConcurrentHashMap<>();

    /** The identities of a registry, with the policies that {@code source} knows. */
    public Identities(Registry registry, GrantSource source, InstantSource clock) {
        this.configured = registry.configured();
        this.accounts = registry.accounts();
        this.keys = registry.keys();
        this.uses = registry.uses();
        this.tokens = registry.tokens();
        this.source = source;
        this.sessions = new SessionPrincipals(source);
        this.clock = clock;
    }

    /**
     * What was found for a key.
     *
     * @param key null if it may not sign
     * @param disabled true if its account may do nothing
     * @param session null for a long-lived key
     */
    private record Known(
            String accountId,
            long stamp,
            @Nullable AccessKey key,
            boolean disabled,
            @Nullable Session session,
            KeyUses.Mark mark) {}

    private record Session(Bytes token, SessionRecord record) {
        boolean is(byte[] other) {
            return MessageDigest.isEqual(token.toArray(), other);
        }
    }

    @Override
    public @Nullable AccessKey find(String accessKeyId, @Nullable String sessionToken) {
        if (accessKeyId.equals(configured.owner().accessKeyId())) {
            return withoutToken(configured, sessionToken);
        }
        Known known = remembered.get(accessKeyId);
        if (known == null || !isCurrent(known)) {
            known = null;
        }
        if (accessKeyId.startsWith(GeneratedKey.TEMPORARY_PREFIX)) {
            return sessionToken == null ? null : temporary(accessKeyId, sessionToken, known);
        }
        if (known == null) {
            known = permanent(accessKeyId);
            remember(accessKeyId, known);
        }
        return known == null ? null : withoutToken(usable(known), sessionToken);
    }

    private boolean isCurrent(Known known) {
        Row row = accounts.row(known.accountId());
        return row != null && row.revision() == known.stamp();
    }

    private void remember(String accessKeyId, @Nullable Known known) {
        if (known == null) {
            remembered.remove(accessKeyId);
            return;
        }
        if (remembered.size() >= REMEMBERED_MAX) {
            remembered.clear();
        }
        remembered.put(accessKeyId, known);
    }

    private static @Nullable AccessKey withoutToken(@Nullable AccessKey key, @Nullable String sessionToken) {
        if (key != null && sessionToken != null) {
            throw S3Exception.of(ErrorCode.INVALID_TOKEN);
        }
        return key;
    }

    private static @Nullable AccessKey usable(Known known) {
        if (known.disabled()) {
            throw S3Exception.of(ErrorCode.ACCOUNT_PROBLEM);
        }
        return known.key();
    }

    private @Nullable Known permanent(String accessKeyId) {
        KeyOwner owner = keys.claimant(accessKeyId);
        AccountRow account = owner == null ? null : accounts.read(owner.accountId());
        AccessKeyRecord record = account == null || owner == null ? null : keys.read(owner, accessKeyId);
        if (account == null || owner == null || record == null || !exists(account)) {
            return null;
        }
        Caller.Identity caller = record.active() ? caller(account.account(), owner, accessKeyId) : null;
        AccessKey key = caller == null ? null : new AccessKey(keys.secret(record), caller);
        return new Known(owner.accountId(), account.stamp(), key, isDisabled(account), null, new KeyUses.Mark());
    }

    private Caller.@Nullable Identity caller(Account account, KeyOwner owner, String accessKeyId) {
        if (owner.isRoot()) {
            return Caller.Identity.root(account, accessKeyId);
        }
        GrantSource.User user = source.user(account, owner.principalId());
        return user == null ? null : new Caller.Identity(user.principal(), accessKeyId, user.grants(), user.traits());
    }

    private @Nullable AccessKey temporary(String accessKeyId, String sessionToken, @Nullable Known current) {
        byte[] token = sessionToken.getBytes(StandardCharsets.UTF_8);
        Known known = current;
        if (known == null || known.session() == null || !known.session().is(token)) {
            known = session(accessKeyId, sessionToken, token);
            remember(accessKeyId, known);
        }
        if (known == null) {
            return null;
        }
        Session session = known.session();
        if (session != null && clock.millis() >= session.record().expires()) {
            throw S3Exception.of(ErrorCode.EXPIRED_TOKEN);
        }
        return usable(known);
    }

    private @Nullable Known session(String accessKeyId, String sessionToken, byte[] token) {
        SessionRecord record = tokens.open(sessionToken, accessKeyId);
        if (record == null) {
            throw S3Exception.of(ErrorCode.INVALID_TOKEN);
        }
        AccountRow account = accounts.read(record.accountId());
        if (account == null || !exists(account)) {
            return null;
        }
        Caller.Identity caller = sessions.caller(account.account(), accessKeyId, record);
        AccessKey key = caller == null ? null : new AccessKey(Secret.of(record.secret()), caller);
        return new Known(
                record.accountId(),
                account.stamp(),
                key,
                isDisabled(account),
                new Session(Bytes.of(token), record),
                new KeyUses.Mark());
    }

    private static boolean exists(AccountRow account) {
        return account.record().state() != AccountRecord.State.PENDING;
    }

    private static boolean isDisabled(AccountRow account) {
        return !account.active();
    }

    /** Notes the last use of a long-lived key; sessions leave none. */
    @Override
    public void used(AccessKey key, Scope scope) {
        Known known = remembered.get(key.owner().accessKeyId());
        if (known != null && known.session() == null) {
            uses.note(known.mark(), known.accountId(), key.owner().accessKeyId(), scope.service(), scope.region());
        }
    }

    /**
     * The session that a verified request belongs to, or null if it signed with a long-lived key; for what goes on from it.
     *
     * @param sessionToken what the request sent
     * @throws S3Exception {@code InvalidToken} if the two do not belong together
     */
    public @Nullable SessionRecord session(Caller.Identity caller, @Nullable String sessionToken) {
        if (!caller.accessKeyId().startsWith(GeneratedKey.TEMPORARY_PREFIX)) {
            return null;
        }
        SessionRecord session = sessionToken == null ? null : tokens.open(sessionToken, caller.accessKeyId());
        if (session == null) {
            throw S3Exception.of(ErrorCode.INVALID_TOKEN);
        }
        return session;
    }
}
