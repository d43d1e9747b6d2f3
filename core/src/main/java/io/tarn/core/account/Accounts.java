package io.tarn.core.account;

import org.jspecify.annotations.Nullable;

/** Finds accounts. Safe for many threads. */
@FunctionalInterface
public interface Accounts {
    /** The account of this id, or null if there is none. */
    @Nullable
    Account find(String accountId);

    /** Only one account. */
    static Accounts only(Account account) {
        return id -> id.equals(account.id()) ? account : null;
    }
}
