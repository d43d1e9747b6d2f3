package io.tarn.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.auth.Secret;
import io.tarn.core.layout.AccountRows;
import io.tarn.core.seal.MasterKey;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AccessKeysTest {
    private static final String ROOT_KEY = "TARNROOT";

    private final Random random = new Random(3);
    private final Store store = new MemoryStore();
    private final AccountStore accounts = new AccountStore(store);
    private final AccountLife life = new AccountLife(store, accounts, Clock.systemUTC(), random);
    private final MasterKey master = MasterKey.generate(random);
    private final AccessKeys keys =
            new AccessKeys(store, accounts, master.seal("access-key", random), Clock.systemUTC(), random, ROOT_KEY);
    private final String account =
            Objects.requireNonNull(life.create("ana", "R")).record().id();
    private final KeyOwner owner = new KeyOwner(account, "AIDAONE");

    private AccessKeys.Creation.Created create() {
        return (AccessKeys.Creation.Created) keys.create(owner, "R");
    }

    private long stamp() {
        return Objects.requireNonNull(accounts.read(account)).stamp();
    }

    @Test
    void create_key_isListedAndItsSecretComesBack() {
        long before = stamp();
        AccessKeys.Creation.Created made = create();
        String id = made.key().accessKeyId();
        assertThat(stamp()).isGreaterThan(before);
        assertThat(keys.list(owner)).containsExactly(new KeyDescription(id, owner, true, made.created()));
        assertThat(keys.describe(id)).isEqualTo(keys.list(owner).getFirst());
        assertThat(keys.list(KeyOwner.root(account))).isEmpty();
        assertThat(keys.secret(Objects.requireNonNull(keys.find(id)))
                        .matches(made.key().secret()))
                .isTrue();
    }

    @Test
    void create_third_isTooMany() {
        create();
        create();
        assertThat(keys.create(owner, "R")).isInstanceOf(AccessKeys.Creation.TooMany.class);
        assertThat(keys.create(KeyOwner.root(account), "R")).isInstanceOf(AccessKeys.Creation.Created.class);
    }

    // ABUSE 56
    @Test
    void adopt_idOfAnotherKey_isRefused() {
        Secret secret = Secret.of("something-long");
        assertThat(keys.adopt(owner, ROOT_KEY, secret, "R")).isInstanceOf(AccessKeys.Creation.Refused.class);
        assertThat(keys.adopt(owner, "TARTSESSION", secret, "R")).isInstanceOf(AccessKeys.Creation.Refused.class);
        assertThat(keys.adopt(owner, "a b", secret, "R")).isInstanceOf(AccessKeys.Creation.Refused.class);
        assertThat(keys.adopt(owner, "MYKEY", secret, "R")).isInstanceOf(AccessKeys.Creation.Created.class);
        assertThat(keys.adopt(KeyOwner.root(account), "MYKEY", secret, "R"))
                .isInstanceOf(AccessKeys.Creation.Refused.class);
        assertThat(keys.adopt(new KeyOwner("999999999999", "x"), "OTHER", secret, "R"))
                .isInstanceOf(AccessKeys.Creation.Missing.class);
    }

    @Test
    void update_thenDelete_isSeenAtOnceAndRenewsTheStamp() {
        String id = create().key().accessKeyId();
        long created = stamp();
        assertThat(keys.update(owner, id, false, "R")).isTrue();
        assertThat(Objects.requireNonNull(keys.describe(id)).active()).isFalse();
        assertThat(stamp()).isGreaterThan(created);
        assertThat(keys.update(KeyOwner.root(account), id, true, "R")).isFalse();
        assertThat(keys.delete(KeyOwner.root(account), id, "R")).isFalse();
        assertThat(keys.delete(owner, id, "R")).isTrue();
        assertThat(keys.delete(owner, id, "R")).isFalse();
        assertThat(keys.describe(id)).isNull();
        assertThat(store.get(AccountRows.accessKeyClaimKey(id))).isNull();
    }

    @Test
    void deleteAccount_withKeys_releasesTheirIds() {
        String id = create().key().accessKeyId();
        life.delete(account, "R");
        assertThat(keys.describe(id)).isNull();
        assertThat(store.get(AccountRows.accessKeyClaimKey(id))).isNull();
    }

    // ABUSE 98
    @Test
    void rows_ofAKey_doNotHoldItsSecret() {
        AccessKeys.Creation.Created made = create();
        KeyOwner of = Objects.requireNonNull(keys.claimant(made.key().accessKeyId()));
        Row row = Objects.requireNonNull(store.get(AccountRows.accessKeyKey(
                of.accountId(), of.principalId(), made.key().accessKeyId())));
        String text = new String(row.value().toArray(), StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain(made.key().secret().reveal());
        assertThat(Bytes.utf8(text).length()).isPositive();
    }

    @Test
    void uses_noted_areToldBeforeAndAfterTheyAreWritten() {
        String id = create().key().accessKeyId();
        KeyUses uses = new KeyUses(store, Clock.systemUTC());
        assertThat(uses.last(account, id)).isNull();
        long stamp = stamp();
        uses.note(new KeyUses.Mark(), account, id, "s3", "us-east-1");
        assertThat(Objects.requireNonNull(uses.last(account, id)).service()).isEqualTo("s3");
        uses.flush();
        assertThat(Objects.requireNonNull(new KeyUses(store, Clock.systemUTC()).last(account, id))
                        .region())
                .isEqualTo("us-east-1");
        assertThat(stamp()).isEqualTo(stamp);
    }
}
