package io.tarn.core.access;

import io.tarn.core.account.Account;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyPrincipal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds an account's users, roles and identity providers as they are now, with all that their policies grant. Safe for many
 * threads; reads at least one row, so whoever asks often remembers the answer as long as the account's stamp is the same.
 */
public interface GrantSource {
    /** The user of this unique id ({@code AIDA…}), or null if there is none. */
    @Nullable
    User user(Account account, String userId);

    /** The user of this name, whatever the case of its letters, or null if there is none. */
    @Nullable
    User userNamed(Account account, String name);

    /** The role of this unique id ({@code AROA…}), or null if there is none. */
    @Nullable
    Role role(Account account, String roleId);

    /** The role of this name, whatever the case of its letters, or null if there is none. */
    @Nullable
    Role roleNamed(Account account, String name);

    /** The managed policy of this ARN in its default version, or null if there is none; for session policies. */
    @Nullable
    PolicyDocument policy(Account account, String policyArn);

    /** The OpenID Connect provider of this URL without {@code https://}, or null if there is none. */
    @Nullable
    Provider provider(Account account, String url);

    /**
     * A user.
     *
     * @param principal what policies call it
     * @param id its unique id
     * @param name its name
     * @param grants its own policies, those of its groups, and its boundary
     * @param traits the condition keys that describe it: name, id, ARN, account, type, tags
     */
    record User(PolicyPrincipal.User principal, String id, String name, Grants grants, PolicyContext traits) {}

    /**
     * A role.
     *
     * @param account the account that it belongs to
     * @param arn its ARN, with its path
     * @param id its unique id
     * @param name its name
     * @param grants its policies and boundary
     * @param tags its tags
     * @param trust who may assume it
     * @param sessionSecondsMax how long a session may last
     */
    record Role(
            Account account,
            String arn,
            String id,
            String name,
            Grants grants,
            Map<String, String> tags,
            PolicyDocument trust,
            int sessionSecondsMax) {}

    /**
     * An OpenID Connect provider.
     *
     * @param arn its ARN
     * @param url without {@code https://}
     * @param clientIds audiences that are accepted
     * @param thumbprints of certificates that its keys may be fetched under; 40 hexadecimal digits each
     */
    record Provider(String arn, String url, List<String> clientIds, List<String> thumbprints) {}
}
