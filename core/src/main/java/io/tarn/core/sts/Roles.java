package io.tarn.core.sts;

import io.tarn.core.access.GrantSource;
import io.tarn.core.account.Account;
import io.tarn.core.identity.AccountRow;
import io.tarn.core.identity.AccountStore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds roles by their ARNs. */
final class Roles {
    private static final Pattern ARN =
            Pattern.compile("arn:aws:iam::([0-9]{12}):role/(?:[\\x21-\\x7e]+/)?([A-Za-z0-9_+=,.@-]+)");
    private static final int ARN_MAX = 2_048;

    private final AccountStore accounts;
    private final GrantSource source;

    Roles(AccountStore accounts, GrantSource source) {
        this.accounts = accounts;
        this.source = source;
    }

    /**
     * The role of this ARN, or null if there is none or its account may do nothing.
     *
     * @throws io.tarn.api.query.QueryException {@code ValidationError} if it is no role's ARN
     */
    GrantSource.@Nullable Role find(@Nullable String arn) {
        Matcher parts = arn == null || arn.length() > ARN_MAX ? null : ARN.matcher(arn);
        if (parts == null || !parts.matches()) {
            throw StsErrors.invalid(arn + " is invalid");
        }
        AccountRow row = accounts.read(parts.group(1));
        if (row == null || !row.active()) {
            return null;
        }
        Account account = row.account();
        GrantSource.Role role = source.roleNamed(account, parts.group(2));
        return role == null || !role.arn().equals(arn) ? null : role;
    }
}
