package io.tarn.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.account.Account;
import io.tarn.core.identity.AccountLife.Deletion;
import io.tarn.core.layout.AccountRecord;
import io.tarn.core.layout.AccountRows;
import io.tarn.core.layout.SystemRows;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.time.Clock;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AccountLifeTest {
    private final Store store = new MemoryStore();
    private final AccountStore accounts = new AccountStore(store);
    private final AccountLife life = new AccountLife(store, accounts, Clock.systemUTC(), new Random(5));

    private AccountRow create(String name) {
        return Objects.requireNonNull(life.create(name, "R"));
    }

    @Test
    void create_newName_isFoundByIdNameAndCanonicalId() {
        AccountRow created = create("ana");
        String id = created.record().id();
        assertThat(id).matches("[1-9][0-9]{11}");
        assertThat(created.active()).isTrue();
        assertThat(accounts.find(id)).isEqualTo(created.account());
        assertThat(accounts.findCanonical(created.record().canonicalId())).isEqualTo(created.account());
        assertThat(accounts.findName("ana")).isEqualTo(created);
        assertThat(accounts.all()).containsExactly(created);
    }

    @Test
    void create_sameName_isRefusedUntilTheFirstIsGone() {
        String id = create("ana").record().id();
        assertThat(life.create("ana", "R")).isNull();
        assertThat(life.delete(id, "R")).isEqualTo(Deletion.DONE);
        assertThat(accounts.find(id)).isNull();
        assertThat(accounts.findName("ana")).isNull();
        assertThat(create("ana").record().id()).isNotEqualTo(id);
    }

    @Test
    void delete_ownsBucket_staysAsItWas() {
        AccountRow row = create("ana");
        String id = row.record().id();
        put(id, SystemRows.BUCKETS, "photos");
        assertThat(life.enable(id, false, "R")).isTrue();
        assertThat(life.delete(id, "R")).isEqualTo(Deletion.OWNS_BUCKETS);
        assertThat(Objects.requireNonNull(accounts.read(id)).record().state()).isEqualTo(AccountRecord.State.DISABLED);
        assertThat(life.enable(id, true, "R")).isTrue();
        assertThat(Objects.requireNonNull(accounts.read(id)).active()).isTrue();
    }

    @Test
    void delete_fullAccount_leavesNoRow() {
        String id = create("ana").record().id();
        String other = create("ben").record().id();
        for (int i = 0; i < 1_200; i++) {
            put(id, SystemRows.IDENTITIES, "user" + i);
        }
        put(other, SystemRows.IDENTITIES, "user");
        assertThat(life.delete(id, "R")).isEqualTo(Deletion.DONE);
        assertThat(life.delete(id, "R")).isEqualTo(Deletion.MISSING);
        try (var scan = store.scan(Store.SYSTEM_SPACE, SystemRows.IDENTITIES)) {
            assertThat(Objects.requireNonNull(scan.next()).key().anchor()).isEqualTo(SystemRows.accountAnchor(other));
            assertThat(scan.next()).isNull();
        }
    }

    private void put(String id, byte table, String suffix) {
        store.commit(Batch.on(Store.SYSTEM_SPACE, SystemRows.accountAnchor(id))
                .put(new io.tarn.storage.RowName(table, Bytes.utf8(suffix)), Bytes.EMPTY)
                .build());
    }

    @Test
    void change_twoAtOnce_onlyOneGoesThrough() {
        AccountRow seen = create("ana");
        assertThat(accounts.commit(seen, seen.change("A"))).isTrue();
        assertThat(accounts.commit(seen, seen.change("B"))).isFalse();
        AccountRow now = Objects.requireNonNull(accounts.read(seen.record().id()));
        assertThat(now.stamp()).isGreaterThan(seen.stamp());
        assertThat(now.record().writer()).isEqualTo("A");
        assertThat(now.record().changes()).isEqualTo(seen.record().changes() + 1);
    }

    @Test
    void recover_halfMadeAndHalfGone_leavesNothingThatHinders() {
        AccountRecord pending =
                new AccountRecord(AccountRecord.State.PENDING, "222222222222", "cy", "a".repeat(64), 1, 0, "R", null);
        store.commit(Batch.on(Store.SYSTEM_SPACE, SystemRows.accountAnchor("222222222222"))
                .put(AccountRows.account(), pending.encode())
                .build());
        AccountRow closing = create("ana");
        accounts.commit(closing, closing.change(closing.record().in(AccountRecord.State.CLOSING, "R")));
        AccountRow owner = create("ben");
        put(owner.record().id(), SystemRows.BUCKETS, "photos");
        accounts.commit(owner, owner.change(owner.record().in(AccountRecord.State.CLOSING, "R")));
        life.recover();
        assertThat(accounts.all())
                .singleElement()
                .satisfies(row -> assertThat(row.active()).isTrue());
        assertThat(life.create("cy", "R")).isNotNull();
        assertThat(life.create("ana", "R")).isNotNull();
    }

    @Test
    void ensure_twice_makesOneAccount() {
        Account account = new Account("100000000001", "b".repeat(64));
        life.ensure(account, "operator");
        life.ensure(account, "operator");
        assertThat(accounts.find("100000000001")).isEqualTo(account);
        assertThat(accounts.all()).hasSize(1);
    }
}
