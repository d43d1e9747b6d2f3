package io.tarn.core.policy;

import io.tarn.core.account.Account;
import io.tarn.core.policy.PolicyDecision.Reason;
import io.tarn.core.policy.PolicyDocument.Finding;
import io.tarn.core.policy.PrincipalPattern.Grade;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides a request against a set of policies.
 *
 * <p>A denial anywhere decides first. Within an account the resource's policy or the principal's own policies must
 * allow; across accounts both. A boundary and session policies limit what the principal's own policies allow, and also
 * what a resource policy allows to a role or to everyone, but not what it allows to a user or session by its ARN. A
 * resource policy that names an account leaves the decision to that account.
 */
public final class Evaluation {
    /** What no bucket policy can take from the root user of the bucket's account: the way out of a policy that denies all. */
    private static final Set<String> ROOT_KEEPS =
            Set.of("s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy");

    private Evaluation() {}

    /** The decision; never null. */
    public static PolicyDecision decide(PolicySet policies, PolicyRequest request) {
        Account home = request.principal().home();
        boolean same = home != null && home.id().equals(request.resourceAccountId());
        boolean root = request.principal() instanceof PolicyPrincipal.Root;
        if (same && root && ROOT_KEEPS.contains(request.lowerCaseAction())) {
            return new PolicyDecision(Reason.ALLOWED_TO_ROOT, null, null, null);
        }
        Layer resource = Layer.of(PolicyDecision.Layer.RESOURCE, policies.resource(), request);
        Layer identity = Layer.of(PolicyDecision.Layer.IDENTITY, policies.identity(), request);
        Layer boundary = Layer.of(PolicyDecision.Layer.BOUNDARY, policies.boundary(), request);
        Layer session = Layer.of(PolicyDecision.Layer.SESSION, policies.session(), request);
        for (Layer layer : List.of(resource, identity, boundary, session)) {
            if (layer.finding.denies()) {
                return layer.because(Reason.EXPLICIT_DENY);
            }
        }
        if (home == null) {
            return stranger(policies, resource);
        }
        PolicyDecision own = own(policies, request.principal(), identity, boundary, session);
        if (!same) {
            return resource.finding.allows() || policies.aclGrants()
                    ? own
                    : new PolicyDecision(Reason.NO_RESOURCE_POLICY_ALLOWS, PolicyDecision.Layer.RESOURCE, null, null);
        }
        if (own.allowed()) {
            return own;
        }
        return byResource(policies, request.principal(), resource, boundary, session)
                ? resource.because(Reason.ALLOWED_BY_RESOURCE_POLICY)
                : own;
    }

    /** Who belongs to no account has only the resource's side. */
    private static PolicyDecision stranger(PolicySet policies, Layer resource) {
        if (resource.finding.allows()) {
            return resource.because(Reason.ALLOWED_BY_RESOURCE_POLICY);
        }
        return new PolicyDecision(
                policies.aclGrants() ? Reason.ALLOWED_BY_ACL : Reason.NO_RESOURCE_POLICY_ALLOWS,
                PolicyDecision.Layer.RESOURCE,
                null,
                null);
    }

    /** What the principal's own account says. */
    private static PolicyDecision own(
            PolicySet policies, PolicyPrincipal principal, Layer identity, Layer boundary, Layer session) {
        boolean root = principal instanceof PolicyPrincipal.Root;
        if (!root && !identity.finding.allows()) {
            return new PolicyDecision(Reason.NO_IDENTITY_POLICY_ALLOWS, PolicyDecision.Layer.IDENTITY, null, null);
        }
        if (policies.boundary() != null && !boundary.finding.allows()) {
            return new PolicyDecision(
                    Reason.BOUNDARY_DOES_NOT_ALLOW,
                    PolicyDecision.Layer.BOUNDARY,
                    policies.boundary().name(),
                    null);
        }
        if (!policies.session().isEmpty() && !session.finding.allows()) {
            return new PolicyDecision(Reason.SESSION_POLICY_DOES_NOT_ALLOW, PolicyDecision.Layer.SESSION, null, null);
        }
        return root
                ? new PolicyDecision(Reason.ALLOWED_TO_ROOT, null, null, null)
                : identity.because(Reason.ALLOWED_BY_IDENTITY_POLICY);
    }

    /** Whether, within an account, the resource's policy is enough. */
    private static boolean byResource(
            PolicySet policies, PolicyPrincipal principal, Layer resource, Layer boundary, Layer session) {
        Grade grade = resource.finding.allows() ? resource.finding.grade() : Grade.NONE;
        return switch (grade) {
            case NONE, ACCOUNT -> false;
            case DIRECT -> true;
            case ORIGIN -> {
                boolean bounded = policies.boundary() != null && principal instanceof PolicyPrincipal.RoleSession;
                boolean narrowed = !policies.session().isEmpty();
                yield (!bounded || boundary.finding.allows()) && (!narrowed || session.finding.allows());
            }
        };
    }

    /** What the policies of one layer say together. */
    private record Layer(
            PolicyDecision.Layer which, @Nullable String policy, Finding finding) {
        static Layer of(PolicyDecision.Layer which, @Nullable NamedPolicy policy, PolicyRequest request) {
            return policy == null
                    ? new Layer(which, null, Finding.SILENT)
                    : new Layer(which, policy.name(), policy.document().find(request));
        }

        static Layer of(PolicyDecision.Layer which, List<NamedPolicy> policies, PolicyRequest request) {
            String best = null;
            Finding found = Finding.SILENT;
            for (NamedPolicy policy : policies) {
                Finding finding = policy.document().find(request);
                if (finding.denies()) {
                    return new Layer(which, policy.name(), finding);
                }
                if (finding.grade().compareTo(found.grade()) > 0) {
                    best = policy.name();
                    found = finding;
                }
            }
            return new Layer(which, best, found);
        }

        PolicyDecision because(Reason reason) {
            return new PolicyDecision(reason, which, policy, finding.statement());
        }
    }
}
