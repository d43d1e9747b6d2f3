package io.tarn.core.identity;

/**
 * Whom an access key belongs to.
 *
 * @param accountId the account
 * @param principalId a user's unique id, or the account's id for its root user
 */
public record KeyOwner(String accountId, String principalId) {
    /** An account's root user. */
    public static KeyOwner root(String accountId) {
        return new KeyOwner(accountId, accountId);
    }

    /** True for a root user. */
    public boolean isRoot() {
        return principalId.equals(accountId);
    }
}
