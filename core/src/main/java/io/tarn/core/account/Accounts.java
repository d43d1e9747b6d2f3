package io.tarn.core.account;

import org.jspecify.annotations.Nullable;

/** Finds accounts. Safe for many threads. */
@FunctionalInterface
public interface Accounts {
    /** The account of this id, or null if there is none. */
    @Nullable
    Account find(String accountId);

    /** The account of this canonical id, or null if there is none. */
    default @Nullable Account findCanonical(String canonicalId) {
        return null;
    }

    /** Only one account. */
    static Accounts only(Account account) {
        return new Accounts() {
            @Override
            public @Nullable Account find(String accountId) {
                return accountId.equals(account.id()) ? account : null;
            }

            @Override
            public @Nullable Account findCanonical(String canonicalId) {
                return canonicalId.equals(account.canonicalId()) ? account : null;
            }
        };
    }
}
