package io.tarn.core.operation;

import io.tarn.api.s3.Grant;
import io.tarn.api.s3.Grantee;
import io.tarn.api.s3.Owner;
import io.tarn.core.account.Account;
import io.tarn.core.account.Accounts;
import java.util.List;

/** Writes accounts as owners: by canonical id, never by name (AWS dropped DisplayName). */
final class Owners {
    private final Accounts accounts;

    Owners(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The owner element for an account; an account that no longer exists keeps its number. */
    Owner of(String accountId) {
        Account account = accounts.find(accountId);
        return Owner.builder()
                .id(account == null ? accountId : account.canonicalId())
                .build();
    }

    /** The only ACL that there is while the bucket's owner is enforced. */
    List<Grant> fullControl(String accountId) {
        Grantee grantee =
                Grantee.builder().id(of(accountId).id()).type("CanonicalUser").build();
        return List.of(
                Grant.builder().grantee(grantee).permission("FULL_CONTROL").build());
    }
}
