package io.tarn.core.iam;

import io.tarn.api.iam.ListEntitiesForPolicyRequest;
import io.tarn.api.iam.ListEntitiesForPolicyResponse;
import io.tarn.api.iam.ListPoliciesRequest;
import io.tarn.api.iam.ListPoliciesResponse;
import io.tarn.api.iam.PolicyGroup;
import io.tarn.api.iam.PolicyRole;
import io.tarn.api.iam.PolicyUser;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists of managed policies, and of what they are attached to. */
final class PolicyListings {
    private static final String BOUNDARY = "PermissionsBoundary";
    private static final String POLICY = "PermissionsPolicy";

    private PolicyListings() {}

    static void addTo(OperationTable table) {
        table.add(
                IamCodecs.LIST_POLICIES,
                (call, in) -> Ask.all(call, "policy", in.pathPrefix()),
                PolicyListings::policies);
        table.add(
                IamCodecs.LIST_ENTITIES_FOR_POLICY,
                (call, in) -> Ask.ofPolicy(call, in.policyArn()).build(),
                PolicyListings::entities);
    }

    private static ListPoliciesResponse policies(IamCall call, ListPoliciesRequest in) {
        String scope = Objects.requireNonNullElse(in.scope(), "All");
        String prefix = Checks.pathPrefix(in.pathPrefix());
        boolean attached = Boolean.TRUE.equals(in.onlyAttached());
        PolicyUses uses = PolicyUses.of(call.state());
        List<IamPolicy> policies = new ArrayList<>();
        if (!scope.equals("AWS")) {
            policies.addAll(call.state().policies().all());
        }
        if (!scope.equals("Local")) {
            policies.addAll(AwsPolicies.all());
        }
        policies.removeIf(policy -> !policy.path().startsWith(prefix)
                || (attached && uses.attachments(policy.id()) == 0)
                || !used(uses, policy, in.policyUsageFilter()));
        Slice<IamPolicy> page =
                Slice.of(policies, policy -> Shelf.key(policy.name()) + " " + policy.id(), in.marker(), in.maxItems());
        return new ListPoliciesResponse(
                page.map(policy -> Views.policy(call.state(), policy, uses, false))
                        .items(),
                page.truncated(),
                page.marker());
    }

    private static boolean used(PolicyUses uses, IamPolicy policy, @Nullable String usage) {
        return usage == null
                || (usage.equals(BOUNDARY) ? uses.boundaries(policy.id()) : uses.attachments(policy.id())) > 0;
    }

    private static ListEntitiesForPolicyResponse entities(IamCall call, ListEntitiesForPolicyRequest in) {
        IamPolicy policy = PolicyOperations.anyPolicy(call, in.policyArn());
        String prefix = Checks.pathPrefix(in.pathPrefix());
        List<IamIdentity> users = call.state()
                .identities()
                .filter(identity -> identity.path().startsWith(prefix))
                .filter(identity -> wanted(identity.kind(), in.entityFilter()))
                .filter(identity -> uses(identity, policy, in.policyUsageFilter()))
                .toList();
        Slice<IamIdentity> page =
                Slice.of(users, one -> one.kind().name() + Shelf.key(one.name()), in.marker(), in.maxItems());
        return new ListEntitiesForPolicyResponse(
                of(page, Kind.GROUP).stream()
                        .map(group -> new PolicyGroup(group.name(), group.id()))
                        .toList(),
                of(page, Kind.USER).stream()
                        .map(user -> new PolicyUser(user.name(), user.id()))
                        .toList(),
                of(page, Kind.ROLE).stream()
                        .map(role -> new PolicyRole(role.name(), role.id()))
                        .toList(),
                page.truncated(),
                page.marker());
    }

    private static boolean uses(IamIdentity identity, IamPolicy policy, @Nullable String usage) {
        boolean attached = identity.attached().contains(policy.id());
        boolean bounds = policy.id().equals(identity.boundary());
        if (usage == null) {
            return attached || bounds;
        }
        return usage.equals(POLICY) ? attached : bounds;
    }

    /** Entities by the word that a request filters with; those of policies mean none of the three. */
    private static boolean wanted(Kind kind, @Nullable String filter) {
        return filter == null
                || switch (kind) {
                    case USER -> filter.equals("User");
                    case GROUP -> filter.equals("Group");
                    case ROLE -> filter.equals("Role");
                };
    }

    private static List<IamIdentity> of(Slice<IamIdentity> page, Kind kind) {
        return page.items().stream().filter(one -> one.kind() == kind).toList();
    }
}
