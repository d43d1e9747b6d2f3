package io.tarn.core.identity;

import io.tarn.core.account.Account;
import io.tarn.core.layout.AccountRecord;
import io.tarn.core.layout.AccountRows;
import io.tarn.core.layout.SystemRows;
import io.tarn.storage.Batch;
import io.tarn.storage.Row;
import io.tarn.storage.Store;

/**
 * An account's row as it was read.
 *
 * @param record the account
 * @param stamp the row's revision: whatever is read of the account's IAM after it is true as long as the row has it
 */
public record AccountRow(AccountRecord record, long stamp) {
    static AccountRow of(Row row) {
        return new AccountRow(AccountRecord.decode(row.value()), row.revision());
    }

    /** The account. */
    public Account account() {
        return new Account(record.id(), record.canonicalId());
    }

    /** True if its principals may act. */
    public boolean active() {
        return record.state() == AccountRecord.State.ACTIVE;
    }

    /**
     * Begins a change of the account's IAM: a batch in its anchor that only goes through if nothing of its IAM changed
     * since this row was read, and that renews the stamp.
     *
     * @param requestId of the request that changes it
     */
    public Batch.Builder change(String requestId) {
        return change(record.changed(requestId));
    }

    Batch.Builder change(AccountRecord successor) {
        return Batch.on(Store.SYSTEM_SPACE, SystemRows.accountAnchor(record.id()))
                .ifUnchanged(AccountRows.account(), stamp)
                .put(AccountRows.account(), successor.encode());
    }
}
