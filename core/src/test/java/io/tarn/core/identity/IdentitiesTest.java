package io.tarn.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.access.Grants;
import io.tarn.core.account.Account;
import io.tarn.core.auth.AccessKey;
import io.tarn.core.auth.GeneratedKey;
import io.tarn.core.auth.Scope;
import io.tarn.core.auth.Secret;
import io.tarn.core.layout.SessionRecord;
import io.tarn.core.policy.PolicyPrincipal;
import io.tarn.core.seal.MasterKey;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IdentitiesTest {
    private static final Account OPERATOR = new Account("100000000001", "f".repeat(64));
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TRUST =
            "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}]}";

    private final Random random = new Random(3);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final MasterKey master = MasterKey.generate(random);
    private final Store store = new MemoryStore();
    private final Registry registry =
            Registry.open(store, master, OPERATOR, "ROOTKEY", Secret.of("root-secret"), clock, random);
    private final People people = new People();
    private final Identities identities = new Identities(registry, people, clock);
    private final Account account =
            Objects.requireNonNull(registry.life().create("ana", "R")).account();

    @AfterEach
    void close() {
        registry.close();
    }

    private GeneratedKey key(KeyOwner owner) {
        return ((AccessKeys.Creation.Created) registry.keys().create(owner, "R")).key();
    }

    private AccessKey find(String id) {
        return Objects.requireNonNull(identities.find(id, null));
    }

    private void touch() {
        AccountRow row = Objects.requireNonNull(registry.accounts().read(account.id()));
        assertThat(registry.accounts().commit(row, row.change("R"))).isTrue();
    }

    @Test
    void find_configuredKey_isTheOperatorsRoot() {
        assertThat(find("ROOTKEY").owner().principal()).isEqualTo(new PolicyPrincipal.Root(OPERATOR));
        assertThat(find("ROOTKEY").secret().matches(Secret.of("root-secret"))).isTrue();
        assertRefused(ErrorCode.INVALID_TOKEN, () -> identities.find("ROOTKEY", "token"));
        assertThat(identities.find("NOBODY", null)).isNull();
        assertThat(identities.find("NOBODY", "token")).isNull();
    }

    @Test
    void find_rootOfAnotherAccount_isThatRoot() {
        GeneratedKey key = key(KeyOwner.root(account.id()));
        assertThat(find(key.accessKeyId()).owner().arn()).isEqualTo(account.rootArn());
        assertThat(find(key.accessKeyId()).secret().matches(key.secret())).isTrue();
    }

    // ABUSE 41
    @Test
    void find_user_hasTheUsersPoliciesAndNoMore() {
        GeneratedKey key = key(new KeyOwner(account.id(), "AIDA1"));
        assertThat(identities.find(key.accessKeyId(), null)).isNull();
        people.user(account, "AIDA1", "bob", Grants.NONE);
        touch();
        assertThat(find(key.accessKeyId()).owner().grants()).isEqualTo(Grants.NONE);
        Grants more = People.allowing("s3:GetObject");
        people.user(account, "AIDA1", "bob", more);
        assertThat(find(key.accessKeyId()).owner().grants()).isEqualTo(Grants.NONE);
        touch();
        assertThat(find(key.accessKeyId()).owner().grants()).isEqualTo(more);
    }

    @Test
    void find_knownKey_asksIamOnce() {
        people.user(account, "AIDA1", "bob", Grants.NONE);
        GeneratedKey key = key(new KeyOwner(account.id(), "AIDA1"));
        AccessKey first = find(key.accessKeyId());
        assertThat(find(key.accessKeyId())).isSameAs(first);
        assertThat(people.asked).isEqualTo(1);
    }

    // ABUSE 50
    @Test
    void find_keyInactiveOrDeletedOrUserGone_isRefusedAtOnce() {
        KeyOwner owner = new KeyOwner(account.id(), "AIDA1");
        people.user(account, "AIDA1", "bob", Grants.NONE);
        String id = key(owner).accessKeyId();
        find(id);
        registry.keys().update(owner, id, false, "R");
        assertThat(identities.find(id, null)).isNull();
        registry.keys().update(owner, id, true, "R");
        find(id);
        people.users.clear();
        touch();
        assertThat(identities.find(id, null)).isNull();
        people.user(account, "AIDA1", "bob", Grants.NONE);
        touch();
        find(id);
        registry.keys().delete(owner, id, "R");
        assertThat(identities.find(id, null)).isNull();
    }

    @Test
    void find_accountDisabledOrDeleted_isRefusedAtOnce() {
        String id = key(KeyOwner.root(account.id())).accessKeyId();
        find(id);
        registry.life().enable(account.id(), false, "R");
        assertRefused(ErrorCode.ACCOUNT_PROBLEM, () -> identities.find(id, null));
        registry.life().enable(account.id(), true, "R");
        find(id);
        registry.life().delete(account.id(), "R");
        assertThat(identities.find(id, null)).isNull();
    }

    @Test
    void used_longLivedKey_isNoted() {
        String id = key(KeyOwner.root(account.id())).accessKeyId();
        identities.used(find(id), new Scope("20260101", "us-east-1", "s3"));
        assertThat(Objects.requireNonNull(registry.uses().last(account.id(), id))
                        .when())
                .isEqualTo(NOW.toEpochMilli());
    }

    private SessionRecord session(SessionRecord.Kind kind, String principal, @Nullable String policy, long seconds) {
        return new SessionRecord(
                kind,
                account.id(),
                principal,
                "session-secret",
                NOW.toEpochMilli(),
                NOW.toEpochMilli() + seconds * 1_000,
                "work",
                policy,
                List.of("arn:aws:iam::aws:policy/Gone"),
                Map.of("team", "red"),
                List.of("team"),
                "ana",
                null,
                Map.of());
    }

    private String token(SessionRecord session, String id) {
        return registry.tokens().seal(SessionTokens.pack(session), id);
    }

    @Test
    void find_roleSession_isNarrowedAndSeesTheRoleAsItIs() {
        people.role(account, "AROA1", "worker", People.allowing("s3:*"), TRUST, 3_600);
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"*\"}}";
        String token = token(session(SessionRecord.Kind.ROLE, "AROA1", policy, 900), "TARTA");
        AccessKey key = Objects.requireNonNull(identities.find("TARTA", token));
        assertThat(key.owner().arn()).isEqualTo("arn:aws:sts::" + account.id() + ":assumed-role/worker/work");
        assertThat(key.secret().matches(Secret.of("session-secret"))).isTrue();
        assertThat(key.owner().grants().session()).hasSize(2);
        assertThat(identities.find("TARTA", token)).isSameAs(key);
        people.roles.clear();
        touch();
        assertThat(identities.find("TARTA", token)).isNull();
    }

    // ABUSE 17, 50
    @Test
    void find_tokenOfAnotherKeyOrSpoiltOrNone_isRefused() {
        people.role(account, "AROA1", "worker", Grants.NONE, TRUST, 3_600);
        String token = token(session(SessionRecord.Kind.ROLE, "AROA1", null, 900), "TARTA");
        assertThat(identities.find("TARTA", null)).isNull();
        assertRefused(ErrorCode.INVALID_TOKEN, () -> identities.find("TARTB", token));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> identities.find("TARTA", token.substring(1)));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> identities.find("TARTA", token + "A".repeat(10_000)));
        assertThat(identities.find("TARTA", token)).isNotNull();
        assertRefused(
                ErrorCode.INVALID_TOKEN, () -> identities.find("TARTA", token.toLowerCase(java.util.Locale.ROOT)));
        String foreign = new SessionTokens(MasterKey.generate(random).seal("session-token", random))
                .seal(SessionTokens.pack(session(SessionRecord.Kind.ROLE, "AROA1", null, 900)), "TARTA");
        assertRefused(ErrorCode.INVALID_TOKEN, () -> identities.find("TARTA", foreign));
    }

    @Test
    void find_expiredSession_isExpiredTokenEvenIfRemembered() {
        people.user(account, "AIDA1", "bob", Grants.NONE);
        String token = token(session(SessionRecord.Kind.USER, "AIDA1", null, 0), "TARTA");
        assertRefused(ErrorCode.EXPIRED_TOKEN, () -> identities.find("TARTA", token));
        assertRefused(ErrorCode.EXPIRED_TOKEN, () -> identities.find("TARTA", token));
    }

    // ABUSE 39
    @Test
    void find_federatedSessionOfRoot_mayWhatItsPoliciesSay() {
        String policy = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"*\"}}";
        String token = token(session(SessionRecord.Kind.FEDERATED, account.id(), policy, 900), "TARTA");
        AccessKey key = Objects.requireNonNull(identities.find("TARTA", token));
        assertThat(key.owner().principal()).isInstanceOf(PolicyPrincipal.FederatedUser.class);
        assertThat(key.owner().grants().identity()).hasSize(1);
        assertThat(key.owner().grants().session()).hasSize(2);
    }

    @Test
    void open_otherMasterKey_isRefused() {
        assertThatThrownBy(() -> Registry.open(
                        store,
                        MasterKey.generate(random),
                        OPERATOR,
                        "ROOTKEY",
                        Secret.of("root-secret"),
                        clock,
                        random))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
