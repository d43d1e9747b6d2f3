package io.tarn.core.identity;

import io.tarn.core.access.GrantSource;
import io.tarn.core.access.Grants;
import io.tarn.core.account.Account;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.policy.PolicyPrincipal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users, roles, policies and providers of all accounts in maps; counts how often it is asked. */
public final class People implements GrantSource {
    public final Map<String, User> users = new HashMap<>();
    public final Map<String, Role> roles = new HashMap<>();
    public final Map<String, PolicyDocument> policies = new HashMap<>();
    public final Map<String, Provider> providers = new HashMap<>();
    public int asked;

    /** A policy that allows one action on everything. */
    public static Grants allowing(String action) {
        String document =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}]}"
                        .formatted(action);
        return new Grants(
                List.of(new NamedPolicy(action, PolicyDocument.parse(document, PolicyKind.IDENTITY))), null, List.of());
    }

    /** Adds a user. */
    public User user(Account account, String id, String name, Grants grants) {
        String arn = "arn:aws:iam::" + account.id() + ":user/" + name;
        PolicyContext traits = PolicyContext.builder()
                .text("aws:PrincipalArn", arn)
                .text("aws:userid", id)
                .text("aws:username", name)
                .text("aws:PrincipalType", "User")
                .text("aws:PrincipalAccount", account.id())
                .build();
        User user = new User(new PolicyPrincipal.User(account, arn), id, name, grants, traits);
        users.put(id, user);
        return user;
    }

    /** Adds a role that whoever {@code trust} names may assume for at most {@code secondsMax}. */
    public Role role(Account account, String id, String name, Grants grants, String trust, int secondsMax) {
        Role role = new Role(
                account,
                "arn:aws:iam::" + account.id() + ":role/" + name,
                id,
                name,
                grants,
                Map.of("team", "blue"),
                PolicyDocument.parse(trust, PolicyKind.TRUST),
                secondsMax);
        roles.put(id, role);
        return role;
    }

    @Override
    public @Nullable User user(Account account, String userId) {
        asked++;
        User user = users.get(userId);
        return user == null || !account.equals(user.principal().home()) ? null : user;
    }

    @Override
    public @Nullable User userNamed(Account account, String name) {
        return users.values().stream()
                .filter(user -> user.name().equals(name)
                        && account.equals(user.principal().home()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable Role role(Account account, String roleId) {
        asked++;
        Role role = roles.get(roleId);
        return role == null || !role.account().equals(account) ? null : role;
    }

    @Override
    public @Nullable Role roleNamed(Account account, String name) {
        return roles.values().stream()
                .filter(role -> role.name().equals(name) && role.account().equals(account))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable PolicyDocument policy(Account account, String policyArn) {
        return policies.get(policyArn);
    }

    @Override
    public @Nullable Provider provider(Account account, String url) {
        return providers.get(url);
    }
}
