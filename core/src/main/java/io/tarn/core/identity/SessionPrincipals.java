package io.tarn.core.identity;

import io.tarn.core.access.Caller;
import io.tarn.core.access.GrantSource;
import io.tarn.core.access.Grants;
import io.tarn.core.account.Account;
import io.tarn.core.layout.SessionRecord;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.policy.PolicyPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes callers of sessions, from what their tokens say and what IAM says of their roles and users now. */
final class SessionPrincipals {
    /** Takes the place of a session policy that is gone: the session may not grow by that. */
    private static final PolicyDocument NOTHING = PolicyDocument.parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
            PolicyKind.SESSION);

    /** What a root user lends: everything, which the session's policies then narrow. */
    private static final NamedPolicy EVERYTHING = new NamedPolicy(
            "root user",
            PolicyDocument.parse(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
                    PolicyKind.IDENTITY));

    private final GrantSource source;

    SessionPrincipals(GrantSource source) {
        this.source = source;
    }

    /** The caller of a session, or null if its role or user is gone. */
    Caller.@Nullable Identity caller(Account account, String accessKeyId, SessionRecord session) {
        return switch (session.kind()) {
            case ROLE -> role(account, accessKeyId, session);
            case USER -> user(account, accessKeyId, session);
            case FEDERATED -> federated(account, accessKeyId, session);
        };
    }

    private Caller.@Nullable Identity role(Account account, String accessKeyId, SessionRecord session) {
        GrantSource.Role role = source.role(account, session.principalId());
        if (role == null) {
            return null;
        }
        PolicyContext.Builder traits = traits(session)
                .text("aws:PrincipalArn", role.arn())
                .text("aws:PrincipalAccount", account.id())
                .text("aws:PrincipalType", "AssumedRole")
                .text("aws:userid", role.id() + ":" + session.name());
        Map<String, String> tags = new LinkedHashMap<>(role.tags());
        tags.putAll(session.tags());
        tags.forEach((key, value) -> traits.text("aws:PrincipalTag/" + key, value));
        String arn = sessionArn(account, "assumed-role/" + role.name() + "/" + session.name());
        return new Caller.Identity(
                new PolicyPrincipal.RoleSession(account, role.arn(), arn),
                accessKeyId,
                narrowed(role.grants(), account, session),
                traits.build());
    }

    private Caller.@Nullable Identity user(Account account, String accessKeyId, SessionRecord session) {
        if (session.principalId().equals(account.id())) {
            Caller.Identity root = Caller.Identity.root(account, accessKeyId);
            PolicyContext both = traits(session).all(root.traits()).build();
            return new Caller.Identity(root.principal(), accessKeyId, Grants.NONE, both);
        }
        GrantSource.User user = source.user(account, session.principalId());
        return user == null
                ? null
                : new Caller.Identity(
                        user.principal(),
                        accessKeyId,
                        user.grants(),
                        traits(session).all(user.traits()).build());
    }

    private Caller.@Nullable Identity federated(Account account, String accessKeyId, SessionRecord session) {
        Grants lent = new Grants(List.of(EVERYTHING), null, List.of());
        String lender = account.rootArn();
        if (!session.principalId().equals(account.id())) {
            GrantSource.User user = source.user(account, session.principalId());
            if (user == null) {
                return null;
            }
            lent = user.grants();
            lender = user.principal().arn();
        }
        if (session.policy() == null && session.policyArns().isEmpty()) {
            // Without a session policy only what a resource grants to the session is allowed.
            lent = new Grants(List.of(), lent.boundary(), List.of());
        }
        String arn = sessionArn(account, "federated-user/" + session.name());
        PolicyContext.Builder traits = traits(session)
                .text("aws:PrincipalArn", arn)
                .text("aws:PrincipalAccount", account.id())
                .text("aws:PrincipalType", "FederatedUser")
                .text("aws:userid", account.id() + ":" + session.name());
        session.tags().forEach((key, value) -> traits.text("aws:PrincipalTag/" + key, value));
        return new Caller.Identity(
                new PolicyPrincipal.FederatedUser(account, lender, arn),
                accessKeyId,
                narrowed(lent, account, session),
                traits.build());
    }

    private static String sessionArn(Account account, String rest) {
        return "arn:aws:sts::" + account.id() + ":" + rest;
    }

    private static PolicyContext.Builder traits(SessionRecord session) {
        PolicyContext.Builder traits = PolicyContext.builder()
                .time("aws:TokenIssueTime", Instant.ofEpochMilli(session.issued()))
                .flag("aws:MultiFactorAuthPresent", false);
        String sourceIdentity = session.sourceIdentity();
        if (sourceIdentity != null) {
            traits.text("aws:SourceIdentity", sourceIdentity);
        }
        String provider = session.provider();
        if (provider != null) {
            traits.text("aws:FederatedProvider", provider);
        }
        session.claims().forEach(traits::text);
        return traits;
    }

    private Grants narrowed(Grants grants, Account account, SessionRecord session) {
        List<NamedPolicy> policies = new ArrayList<>();
        String inline = session.policy();
        if (inline != null) {
            policies.add(new NamedPolicy("session policy", PolicyDocument.parse(inline, PolicyKind.SESSION)));
        }
        for (String arn : session.policyArns()) {
            PolicyDocument policy = source.policy(account, arn);
            policies.add(new NamedPolicy(arn, policy == null ? NOTHING : policy));
        }
        return new Grants(grants.identity(), grants.boundary(), policies);
    }
}
