package io.tarn.core.operation;

import io.tarn.api.s3.Owner;
import io.tarn.core.account.Account;
import io.tarn.core.account.Accounts;
import io.tarn.core.acl.ObjectAccess;

/** Writes accounts as owners: by canonical id, never by name (AWS dropped DisplayName). */
final class Owners {
    /** What S3 calls those who have no account. */
    private static final String ANONYMOUS_ID = "65a011a29cdf8ec533ec3d1ccaae921c";

    private final Accounts accounts;

    Owners(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The owner element for an account; an account that no longer exists keeps its number. */
    Owner of(String accountId) {
        if (accountId.equals(ObjectAccess.ANONYMOUS)) {
            return Owner.builder().id(ANONYMOUS_ID).build();
        }
        Account account = accounts.find(accountId);
        return Owner.builder()
                .id(account == null ? accountId : account.canonicalId())
                .build();
    }
}
