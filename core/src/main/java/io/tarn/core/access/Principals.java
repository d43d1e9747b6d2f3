package io.tarn.core.access;

import io.tarn.core.account.Account;
import io.tarn.core.account.Accounts;
import org.jspecify.annotations.Nullable;

/**
 * Tells which principals there are, for whoever is about to store a policy that names some. Safe for many threads.
 */
public final class Principals {
    private static final int SEGMENTS = 6;
    private static final int SERVICE = 2;
    private static final int ACCOUNT = 4;
    private static final int NAME = 5;

    private final Accounts accounts;
    private final @Nullable GrantSource source;

    /**
     * @param source finds users and roles; null: no account has any
     */
    public Principals(Accounts accounts, @Nullable GrantSource source) {
        this.accounts = accounts;
        this.source = source;
    }

    /** True if there is an account of this id. */
    public boolean account(String accountId) {
        return accounts.find(accountId) != null;
    }

    /** True if there is an account of this canonical id. */
    public boolean canonical(String canonicalId) {
        return accounts.findCanonical(canonicalId) != null;
    }

    /**
     * True if there is a user or role of this ARN, a role of which it names a session, or an account of which it names a
     * federated user.
     */
    public boolean arn(String arn) {
        String[] parts = arn.split(":", SEGMENTS);
        Account account = parts.length == SEGMENTS ? accounts.find(parts[ACCOUNT]) : null;
        if (account == null) {
            return false;
        }
        int slash = parts[NAME].indexOf('/');
        String type = slash < 0 ? parts[NAME] : parts[NAME].substring(0, slash);
        String rest = slash < 0 ? "" : parts[NAME].substring(slash + 1);
        return switch (parts[SERVICE] + "/" + type) {
            case "iam/user" -> user(account, arn, rest);
            case "iam/role" -> role(account, arn, rest);
            case "sts/assumed-role" -> session(account, rest);
            case "sts/federated-user" -> !rest.isEmpty();
            default -> false;
        };
    }

    private boolean user(Account account, String arn, String path) {
        GrantSource.User user = source == null ? null : source.userNamed(account, last(path));
        return user != null && user.principal().arn().equals(arn);
    }

    private boolean role(Account account, String arn, String path) {
        GrantSource.Role role = source == null ? null : source.roleNamed(account, last(path));
        return role != null && role.arn().equals(arn);
    }

    private boolean session(Account account, String rest) {
        int slash = rest.indexOf('/');
        return source != null && slash > 0 && source.roleNamed(account, rest.substring(0, slash)) != null;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
