package io.tarn.core.sts;

import io.tarn.core.access.Caller;
import io.tarn.core.access.GrantSource;
import io.tarn.core.access.Grants;
import io.tarn.core.policy.Evaluation;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.policy.PolicyPrincipal;
import io.tarn.core.policy.PolicyRequest;
import io.tarn.core.policy.PolicySet;
import java.util.List;

/**
 * Whether somebody may begin a session of a role. The role's trust policy must always allow it; the caller's own policies
 * must too, unless the trust policy of a role of the same account names the caller itself.
 */
final class TrustCheck {
    /** Stands for the caller's own policies where only the trust policy is asked. */
    private static final NamedPolicy ANYTHING = new NamedPolicy(
            "any",
            PolicyDocument.parse(
                    "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}", PolicyKind.IDENTITY));

    /** No account: so that the trust policy is asked as a stranger's resource policy would be, and must allow. */
    private static final String NOBODY = "";

    private TrustCheck() {}

    /** Whether the caller may do this to the role. */
    static boolean allows(Caller.Identity caller, String action, GrantSource.Role role, PolicyContext context) {
        NamedPolicy trust = new NamedPolicy(role.arn(), role.trust());
        Grants grants = caller.grants();
        PolicySet trustAlone = new PolicySet(List.of(ANYTHING), null, List.of(), trust, false);
        PolicySet all = new PolicySet(grants.identity(), grants.boundary(), grants.session(), trust, false);
        PolicyPrincipal principal = caller.principal();
        return Evaluation.decide(trustAlone, new PolicyRequest(principal, action, role.arn(), NOBODY, context))
                        .allowed()
                && Evaluation.decide(
                                all,
                                new PolicyRequest(
                                        principal,
                                        action,
                                        role.arn(),
                                        role.account().id(),
                                        context))
                        .allowed();
    }

    /** Whether somebody whom a provider vouches for may do this to the role. */
    static boolean allows(
            PolicyPrincipal.WebIdentity identity, String action, GrantSource.Role role, PolicyContext context) {
        NamedPolicy trust = new NamedPolicy(role.arn(), role.trust());
        PolicySet policies = new PolicySet(List.of(), null, List.of(), trust, false);
        return Evaluation.decide(
                        policies,
                        new PolicyRequest(
                                identity, action, role.arn(), role.account().id(), context))
                .allowed();
    }
}
