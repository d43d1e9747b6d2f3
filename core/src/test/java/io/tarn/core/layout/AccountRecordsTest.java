package io.tarn.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.core.layout.AccountRecord.State;
import io.tarn.storage.Bytes;
import io.tarn.storage.StorageException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class AccountRecordsTest {
    private static final String ID = "123456789012";
    private static final AccountRecord ACTIVE =
            new AccountRecord(State.ACTIVE, ID, "ana", "a".repeat(64), 9, 1_000, "R", null);
    private static final AccessKeyRecord KEY = new AccessKeyRecord(ID, "AIDA", "TARN", true, 5, Bytes.utf8("x"), "R");

    @Test
    void decode_everyRecord_givesWhatWasEncoded() {
        List<AccountRecord> accounts = List.of(ACTIVE, ACTIVE.in(State.CLOSING, "Q"), ACTIVE.changed("Q"));
        accounts.forEach(
                account -> assertThat(AccountRecord.decode(account.encode())).isEqualTo(account));
        assertThat(AccessKeyRecord.decode(KEY.encode())).isEqualTo(KEY);
        assertThat(AccessKeyRecord.decode(KEY.active(false, "Q").encode())).isEqualTo(KEY.active(false, "Q"));
        assertThat(AccountClaim.decode(new AccountClaim(ID).encode())).isEqualTo(new AccountClaim(ID));
        assertThat(AccessKeyClaim.decode(new AccessKeyClaim(ID, "A").encode())).isEqualTo(new AccessKeyClaim(ID, "A"));
        assertThat(KeyUse.decode(new KeyUse(3, "s3", "eu").encode())).isEqualTo(new KeyUse(3, "s3", "eu"));
        SealingRecord sealing = new SealingRecord(Bytes.of(new byte[4]), 8);
        assertThat(SealingRecord.decode(sealing.encode())).isEqualTo(sealing);
    }

    @Test
    void decode_cutShortOrLonger_isCorrupt() {
        everyCut(ACTIVE.encode(), AccountRecord::decode);
        everyCut(KEY.encode(), AccessKeyRecord::decode);
        everyCut(new KeyUse(3, "s3", "eu").encode(), KeyUse::decode);
    }

    private static void everyCut(Bytes good, Function<Bytes, Object> decode) {
        for (int length = 0; length < good.length(); length++) {
            assertCorrupt(decode, good.slice(0, length));
        }
        assertCorrupt(decode, good.plus(Bytes.of((byte) 9, (byte) 0)));
    }

    private static void assertCorrupt(Function<Bytes, Object> decode, Bytes value) {
        assertThatThrownBy(() -> decode.apply(value)).isInstanceOf(StorageException.Corrupt.class);
    }
}
