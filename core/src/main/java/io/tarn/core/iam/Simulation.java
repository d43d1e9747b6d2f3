package io.tarn.core.iam;

import io.tarn.api.iam.EvaluationResult;
import io.tarn.api.iam.OrganizationsDecisionDetail;
import io.tarn.api.iam.PermissionsBoundaryDecisionDetail;
import io.tarn.api.iam.Position;
import io.tarn.api.iam.ResourceSpecificResult;
import io.tarn.api.iam.Statement;
import io.tarn.core.policy.Evaluation;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDecision;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyPrincipal;
import io.tarn.core.policy.PolicyRequest;
import io.tarn.core.policy.PolicySet;
import io.tarn.core.policy.PolicyStatement;
import io.tarn.core.policy.StatementPosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What policies would decide, and by which statements.
 *
 * @param identity policies of the principal
 * @param boundary its boundary, or null
 * @param organization policies that an organization would set, level by level; each level must allow
 * @param resource the resource's policy, or null
 * @param principal who would ask
 * @param ownerAccountId whose the resource would be
 * @param context the condition keys that are given
 */
record Simulation(
        List<SimulatedPolicy> identity,
        @Nullable SimulatedPolicy boundary,
        List<List<PolicyDocument>> organization,
        @Nullable SimulatedPolicy resource,
        PolicyPrincipal principal,
        String ownerAccountId,
        PolicyContext context) {
    private static final String ALLOWED = "allowed";
    private static final String EXPLICIT_DENY = "explicitDeny";
    private static final String IMPLICIT_DENY = "implicitDeny";

    /** The result for one action on one resource. */
    EvaluationResult result(String action, String resourceArn) {
        PolicyRequest request = new PolicyRequest(principal, action, resourceArn, ownerAccountId, context);
        String decision = decide(request);
        List<Statement> matched = matched(request, decision);
        List<String> missing = missing();
        Map<String, String> details = details(request);
        PermissionsBoundaryDecisionDetail bounds = bounds(request);
        ResourceSpecificResult specific =
                new ResourceSpecificResult(resourceArn, decision, matched, missing, details, bounds);
        return EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resourceArn)
                .evalDecision(decision)
                .matchedStatements(matched)
                .missingContextValues(missing)
                .evalDecisionDetails(details)
                .permissionsBoundaryDecisionDetail(bounds)
                .organizationsDecisionDetail(
                        organization.isEmpty()
                                ? null
                                : new OrganizationsDecisionDetail(
                                        organized(request).equals(ALLOWED)))
                .resourceSpecificResults(List.of(specific))
                .build();
    }

    private String decide(PolicyRequest request) {
        PolicySet policies = new PolicySet(
                identity.stream().map(Simulation::named).toList(),
                boundary == null ? null : named(boundary),
                List.of(),
                resource == null ? null : named(resource),
                false);
        String own = word(Evaluation.decide(policies, request));
        String organized = organized(request);
        return organized.equals(ALLOWED) || own.equals(EXPLICIT_DENY) ? own : organized;
    }

    private static NamedPolicy named(SimulatedPolicy policy) {
        return new NamedPolicy(policy.id(), policy.document());
    }

    private static String word(PolicyDecision decision) {
        if (decision.allowed()) {
            return ALLOWED;
        }
        return decision.reason() == PolicyDecision.Reason.EXPLICIT_DENY ? EXPLICIT_DENY : IMPLICIT_DENY;
    }

    /** What the levels of an organization say together. */
    private String organized(PolicyRequest request) {
        String verdict = ALLOWED;
        for (List<PolicyDocument> level : organization) {
            String said = layer(level.stream(), request);
            if (said.equals(EXPLICIT_DENY)) {
                return said;
            }
            verdict = said.equals(ALLOWED) ? verdict : said;
        }
        return verdict;
    }

    private static String layer(Stream<PolicyDocument> documents, PolicyRequest request) {
        List<PolicyStatement> applying = documents
                .flatMap(document -> document.applying(request).stream())
                .toList();
        if (applying.stream().anyMatch(statement -> !statement.allows())) {
            return EXPLICIT_DENY;
        }
        return applying.isEmpty() ? IMPLICIT_DENY : ALLOWED;
    }

    private Stream<SimulatedPolicy> all() {
        return Stream.of(identity.stream(), Stream.ofNullable(boundary), Stream.ofNullable(resource))
                .flatMap(some -> some);
    }

    /** The statements that stand for the decision: those that deny if it is denied, else those that allow. */
    private List<Statement> matched(PolicyRequest request, String decision) {
        boolean denied = decision.equals(EXPLICIT_DENY);
        List<Statement> matched = new ArrayList<>();
        all().filter(policy -> denied || !policy.equals(boundary)).forEach(policy -> {
            List<StatementPosition> positions = policy.document().positions();
            for (PolicyStatement statement : policy.document().applying(request)) {
                if (statement.allows() != denied) {
                    matched.add(statement(policy, positions.get(statement.index())));
                }
            }
        });
        return matched;
    }

    private static Statement statement(SimulatedPolicy policy, StatementPosition position) {
        return new Statement(
                policy.id(),
                policy.type(),
                new Position(position.startLine(), position.startColumn()),
                new Position(position.endLine(), position.endColumn()));
    }

    /** The keys that the policies look at and nobody gave. */
    private List<String> missing() {
        Set<String> keys = new LinkedHashSet<>();
        all().forEach(policy -> keys.addAll(policy.document().contextKeys()));
        keys.removeIf(key -> !context.values(Shelf.key(key)).isEmpty());
        return List.copyOf(keys);
    }

    /** Across accounts, what either side says. */
    private @Nullable Map<String, String> details(PolicyRequest request) {
        boolean across = !Objects.requireNonNull(principal.home()).id().equals(ownerAccountId);
        if (resource == null || !across) {
            return null;
        }
        Map<String, String> details = new LinkedHashMap<>();
        details.put("IAM Policy", layer(identity.stream().map(SimulatedPolicy::document), request));
        details.put("Resource Policy", layer(Stream.of(resource.document()), request));
        return details;
    }

    private @Nullable PermissionsBoundaryDecisionDetail bounds(PolicyRequest request) {
        return boundary == null
                ? null
                : new PermissionsBoundaryDecisionDetail(
                        layer(Stream.of(boundary.document()), request).equals(ALLOWED));
    }
}
