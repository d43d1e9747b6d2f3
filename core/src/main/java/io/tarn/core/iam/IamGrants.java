package io.tarn.core.iam;

import io.tarn.core.access.GrantSource;
import io.tarn.core.access.Grants;
import io.tarn.core.account.Account;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamProvider;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.policy.PolicyPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an account's users and roles are granted, compiled. Safe for many threads. */
public final class IamGrants implements GrantSource {
    private final IamStore store;
    private final Documents documents = new Documents();

    /** Over a store. */
    public IamGrants(IamStore store) {
        this.store = store;
    }

    Documents documents() {
        return documents;
    }

    @Override
    public @Nullable User user(Account account, String userId) {
        return find(account, state -> state.users().withId(userId), (state, user) -> user(account, state, user));
    }

    @Override
    public @Nullable User userNamed(Account account, String name) {
        return find(account, state -> state.users().named(name), (state, user) -> user(account, state, user));
    }

    @Override
    public @Nullable Role role(Account account, String roleId) {
        return find(account, state -> state.roles().withId(roleId), (state, role) -> role(account, state, role));
    }

    @Override
    public @Nullable Role roleNamed(Account account, String name) {
        return find(account, state -> state.roles().named(name), (state, role) -> role(account, state, role));
    }

    private <T> @Nullable T find(
            Account account, Function<IamState, @Nullable IamIdentity> which, BiFunction<IamState, IamIdentity, T> as) {
        IamState state = store.state(account.id());
        IamIdentity found = state == null ? null : which.apply(state);
        return state == null || found == null ? null : as.apply(state, found);
    }

    @Override
    public @Nullable PolicyDocument policy(Account account, String policyArn) {
        IamState state = store.state(account.id());
        if (state == null) {
            return null;
        }
        String owner = Arns.account(policyArn);
        String rest = owner.isEmpty() ? "" : Arns.rest(policyArn);
        if (!rest.startsWith("policy/")) {
            return null;
        }
        String pathAndName = rest.substring("policy".length());
        IamPolicy policy = owner.equals("aws")
                ? AwsPolicies.withPathAndName(pathAndName)
                : state.policies().named(pathAndName.substring(pathAndName.lastIndexOf('/') + 1));
        return policy == null || !state.arn(policy).equals(policyArn)
                ? null
                : documents.compile(state.defaultVersion(policy).document(), PolicyKind.IDENTITY);
    }

    @Override
    public @Nullable Provider provider(Account account, String url) {
        IamState state = store.state(account.id());
        IamProvider found = state == null ? null : state.providers().get(Shelf.key(url));
        return found == null
                ? null
                : new Provider(Arns.provider(account.id(), found), found.url(), found.clientIds(), found.thumbprints());
    }

    private User user(Account account, IamState state, IamIdentity user) {
        String arn = Arns.of(account.id(), user);
        PolicyContext.Builder traits = PolicyContext.builder()
                .text("aws:PrincipalArn", arn)
                .text("aws:PrincipalAccount", account.id())
                .text("aws:PrincipalType", "User")
                .text("aws:userid", user.id())
                .text("aws:username", user.name());
        user.tags().forEach((key, value) -> traits.text("aws:PrincipalTag/" + key, value));
        return new User(
                new PolicyPrincipal.User(account, arn), user.id(), user.name(), grants(state, user), traits.build());
    }

    private Role role(Account account, IamState state, IamIdentity role) {
        String trust = Objects.requireNonNull(state.inlineOf(role).trust(), "trust policy of a role");
        return new Role(
                account,
                Arns.of(account.id(), role),
                role.id(),
                role.name(),
                grants(state, role),
                role.tags(),
                documents.compile(trust, PolicyKind.TRUST),
                role.sessionSecondsMax());
    }

    /** The policies of a user and its groups, or of a group or a role, in one state. */
    Grants grants(IamState state, IamIdentity identity) {
        List<NamedPolicy> policies = new ArrayList<>(own(state, identity));
        if (identity.kind() == Kind.USER) {
            state.groupsOf(identity).forEach(group -> policies.addAll(own(state, group)));
        }
        IamPolicy boundary = identity.boundary() == null ? null : state.policy(identity.boundary());
        return new Grants(policies, boundary == null ? null : managed(state, boundary, PolicyKind.BOUNDARY), List.of());
    }

    /** What lies within an identity and what is attached to it. */
    List<NamedPolicy> own(IamState state, IamIdentity identity) {
        List<NamedPolicy> policies = new ArrayList<>();
        String owner = Arns.of(state.accountId(), identity);
        state.inlineOf(identity)
                .documents()
                .forEach((name, text) -> policies.add(
                        new NamedPolicy(owner + "/" + name, documents.compile(text, PolicyKind.IDENTITY))));
        for (String id : identity.attached()) {
            IamPolicy policy = Objects.requireNonNull(state.policy(id), "a policy that is attached");
            policies.add(managed(state, policy, PolicyKind.IDENTITY));
        }
        return policies;
    }

    NamedPolicy managed(IamState state, IamPolicy policy, PolicyKind kind) {
        return new NamedPolicy(
                state.arn(policy),
                documents.compile(state.defaultVersion(policy).document(), kind));
    }
}
