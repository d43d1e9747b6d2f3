package io.tarn.core.iam;

import io.tarn.api.iam.ContextEntry;
import io.tarn.api.iam.EvaluationResult;
import io.tarn.api.iam.GetContextKeysForCustomPolicyRequest;
import io.tarn.api.iam.GetContextKeysForPolicyResponse;
import io.tarn.api.iam.GetContextKeysForPrincipalPolicyRequest;
import io.tarn.api.iam.OrderedOrganizationPolicyType;
import io.tarn.api.iam.PolicyIdentifier;
import io.tarn.api.iam.SimulateCustomPolicyRequest;
import io.tarn.api.iam.SimulatePolicyResponse;
import io.tarn.api.iam.SimulatePrincipalPolicyRequest;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.policy.PolicyPrincipal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Simulations of policies, and the condition keys that they look at. */
final class SimulationOperations {
    private static final int ACTIONS_MAX = 1_000;
    private static final int RESULTS_MAX = 10_000;

    private final Documents documents;

    SimulationOperations(Documents documents) {
        this.documents = documents;
    }

    void addTo(OperationTable table) {
        table.add(IamCodecs.SIMULATE_CUSTOM_POLICY, (call, in) -> Ask.everything(call), this::custom);
        table.add(IamCodecs.SIMULATE_PRINCIPAL_POLICY, (call, in) -> ask(call, in.policySourceArn()), this::principal);
        table.add(IamCodecs.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY, (call, in) -> Ask.everything(call), this::customKeys);
        table.add(
                IamCodecs.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
                (call, in) -> ask(call, in.policySourceArn()),
                this::principalKeys);
    }

    private static Ask ask(IamCall call, @Nullable String arn) {
        String checked = Checks.length(arn, "policySourceArn", 20, 2_048);
        if (Arns.account(checked).isEmpty()) {
            throw IamErrors.invalidInput(
                    "Invalid Entity Arn: " + checked + " does not clearly define entity type and name.");
        }
        IamIdentity found = find(call, checked);
        return found == null
                ? Ask.of(call, checked).build()
                : Ask.of(call, found.kind(), found.name()).build();
    }

    private static @Nullable IamIdentity find(IamCall call, String arn) {
        if (!Arns.account(arn).equals(call.accountId())) {
            return null;
        }
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        for (Kind kind : Kind.values()) {
            IamIdentity found = call.state().shelf(kind).named(name);
            if (found != null && Arns.of(call.accountId(), found).equals(arn)) {
                return found;
            }
        }
        return null;
    }

    private static IamIdentity source(IamCall call, @Nullable String arn) {
        String checked = Checks.length(arn, "policySourceArn", 20, 2_048);
        IamIdentity found = find(call, checked);
        if (found == null) {
            throw IamErrors.noSuchEntity("The entity " + checked + " cannot be found.");
        }
        return found;
    }

    private SimulatePolicyResponse custom(IamCall call, SimulateCustomPolicyRequest in) {
        List<SimulatedPolicy> identity = given(in.policyInputList(), "PolicyInputList", PolicyKind.IDENTITY);
        Simulation simulation = new Simulation(
                identity,
                boundary(in.permissionsBoundaryPolicyInputList()),
                organization(in.orderedOrganizationPolicyInputList()),
                resource(in.resourcePolicy(), in.callerArn()),
                caller(call, in.callerArn()),
                owner(call, in.resourceOwner()),
                context(in.contextEntries(), PolicyContext.EMPTY, call));
        return run(simulation, in.actionNames(), in.resourceArns(), in.marker(), in.maxItems());
    }

    private SimulatePolicyResponse principal(IamCall call, SimulatePrincipalPolicyRequest in) {
        IamIdentity source = source(call, in.policySourceArn());
        List<SimulatedPolicy> identity = new ArrayList<>(held(call, source, in.policyExclusionList()));
        identity.addAll(given(in.policyInputList(), "PolicyInputList", PolicyKind.IDENTITY));
        SimulatedPolicy given = boundary(in.permissionsBoundaryPolicyInputList());
        boolean named = in.callerArn() != null || source.kind() != Kind.USER;
        if (in.resourcePolicy() != null && in.callerArn() == null && source.kind() != Kind.USER) {
            throw IamErrors.invalidInput("CallerArn is needed with a resource policy and a source that is no user.");
        }
        Simulation simulation = new Simulation(
                identity,
                given == null ? ownBoundary(call, source) : given,
                List.of(),
                resource(in.resourcePolicy(), "source"),
                named ? caller(call, in.callerArn()) : user(call, Arns.of(call.accountId(), source)),
                owner(call, in.resourceOwner()),
                context(in.contextEntries(), traits(call, source), call));
        return run(simulation, in.actionNames(), in.resourceArns(), in.marker(), in.maxItems());
    }

    private static SimulatePolicyResponse run(
            Simulation simulation,
            @Nullable List<String> actions,
            @Nullable List<String> resources,
            @Nullable String marker,
            @Nullable Integer maxItems) {
        List<String> named = actions == null ? List.of() : actions;
        List<String> arns = resources == null || resources.isEmpty() ? List.of("*") : resources;
        if (named.isEmpty() || named.size() > ACTIONS_MAX || (long) named.size() * arns.size() > RESULTS_MAX) {
            throw IamErrors.invalidInput("A simulation takes 1 to " + ACTIONS_MAX + " actions and at most "
                    + RESULTS_MAX + " pairs of action and resource.");
        }
        List<Pair> pairs = new ArrayList<>();
        for (String action : named) {
            if (action.indexOf(':') < 1) {
                throw IamErrors.invalidInput("Invalid action name: " + action);
            }
            for (String arn : arns) {
                pairs.add(new Pair(pairs.size(), action, arn));
            }
        }
        Slice<EvaluationResult> page =
                Slice.of(pairs, Pair::key, marker, maxItems).map(pair -> simulation.result(pair.action(), pair.arn()));
        return new SimulatePolicyResponse(page.items(), page.truncated(), page.marker());
    }

    private record Pair(int place, String action, String arn) {
        String key() {
            return String.format(Locale.ROOT, "%06d", place);
        }
    }

    private List<SimulatedPolicy> given(@Nullable List<String> texts, String list, PolicyKind kind) {
        List<SimulatedPolicy> policies = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            policies.add(new SimulatedPolicy(list + "." + (policies.size() + 1), "none", documents.check(text, kind)));
        }
        return policies;
    }

    private @Nullable SimulatedPolicy boundary(@Nullable List<String> texts) {
        List<SimulatedPolicy> policies = given(texts, "PermissionsBoundaryPolicyInputList", PolicyKind.BOUNDARY);
        if (policies.size() > 1) {
            throw IamErrors.invalidInput("Only one permissions boundary can be simulated.");
        }
        return policies.isEmpty() ? null : policies.getFirst();
    }

    private List<List<PolicyDocument>> organization(@Nullable List<OrderedOrganizationPolicyType> levels) {
        List<List<PolicyDocument>> all = new ArrayList<>();
        for (OrderedOrganizationPolicyType level : levels == null ? List.<OrderedOrganizationPolicyType>of() : levels) {
            all.add(given(level.serviceControlPolicyInputList(), "level", PolicyKind.IDENTITY).stream()
                    .map(SimulatedPolicy::document)
                    .toList());
        }
        return all;
    }

    private @Nullable SimulatedPolicy resource(@Nullable String text, @Nullable String callerArn) {
        if (text == null) {
            return null;
        }
        if (callerArn == null) {
            throw IamErrors.invalidInput("CallerArn is needed with a resource policy.");
        }
        return new SimulatedPolicy("ResourcePolicy", "resource", documents.check(text, PolicyKind.RESOURCE));
    }

    private static PolicyPrincipal caller(IamCall call, @Nullable String arn) {
        if (arn == null) {
            return user(call, Arns.of(call.accountId(), "user", "/nobody"));
        }
        if (!Arns.account(arn).equals(call.accountId()) || !Arns.rest(arn).startsWith("user/")) {
            throw IamErrors.invalidInput("CallerArn must be the ARN of a user of this account: " + arn);
        }
        return user(call, arn);
    }

    private static PolicyPrincipal user(IamCall call, String arn) {
        return new PolicyPrincipal.User(call.caller().account(), arn);
    }

    /** The account of an owner that is named by its id or the ARN of its root user. */
    private static String owner(IamCall call, @Nullable String owner) {
        if (owner == null) {
            return call.accountId();
        }
        return owner.startsWith("arn:") ? Arns.account(owner) : owner;
    }

    private static PolicyContext traits(IamCall call, IamIdentity source) {
        PolicyContext.Builder traits = PolicyContext.builder()
                .text("aws:PrincipalArn", Arns.of(call.accountId(), source))
                .text("aws:PrincipalAccount", call.accountId());
        if (source.kind() == Kind.USER) {
            traits.text("aws:username", source.name()).text("aws:userid", source.id());
        }
        source.tags().forEach((key, value) -> traits.text("aws:PrincipalTag/" + key, value));
        return traits.build();
    }

    private static PolicyContext context(@Nullable List<ContextEntry> entries, PolicyContext traits, IamCall call) {
        PolicyContext.Builder keys = PolicyContext.builder()
                .time("aws:CurrentTime", IamCall.instant(call.now()))
                .number("aws:EpochTime", call.now() / 1_000)
                .all(traits);
        for (ContextEntry entry : entries == null ? List.<ContextEntry>of() : entries) {
            String key = Checks.length(entry.contextKeyName(), "contextKeyName", 5, 256);
            keys.texts(key, Objects.requireNonNullElse(entry.contextKeyValues(), List.of()));
        }
        return keys.build();
    }

    private @Nullable SimulatedPolicy ownBoundary(IamCall call, IamIdentity source) {
        IamPolicy policy = source.boundary() == null ? null : call.state().policy(source.boundary());
        return policy == null ? null : managed(call, policy, PolicyKind.BOUNDARY);
    }

    private SimulatedPolicy managed(IamCall call, IamPolicy policy, PolicyKind kind) {
        String type = AwsPolicies.withId(policy.id()) == null ? "user-managed" : "aws-managed";
        String text = call.state().defaultVersion(policy).document();
        return new SimulatedPolicy(policy.name(), type, documents.compile(text, kind));
    }

    /** What belongs to an identity and its groups, without what is excluded. */
    private List<SimulatedPolicy> held(IamCall call, IamIdentity source, @Nullable List<PolicyIdentifier> excluded) {
        List<IamIdentity> owners = new ArrayList<>(List.of(source));
        owners.addAll(source.kind() == Kind.USER ? call.state().groupsOf(source) : List.of());
        List<PolicyIdentifier> without = excluded == null ? List.of() : excluded;
        List<SimulatedPolicy> policies = new ArrayList<>();
        for (IamIdentity owner : owners) {
            String type = Arns.type(owner.kind());
            call.state().inlineOf(owner).documents().forEach((name, text) -> {
                if (without.stream().noneMatch(one -> isInline(one, owner, name))) {
                    String id = type + "_" + owner.name() + "_" + name;
                    policies.add(new SimulatedPolicy(id, type, documents.compile(text, PolicyKind.IDENTITY)));
                }
            });
            owner.attached().stream()
                    .map(call.state()::policy)
                    .filter(Objects::nonNull)
                    .filter(policy -> without.stream()
                            .noneMatch(one -> call.state().arn(policy).equals(one.policyArn())))
                    .forEach(policy -> policies.add(managed(call, policy, PolicyKind.IDENTITY)));
        }
        return policies;
    }

    private static boolean isInline(PolicyIdentifier excluded, IamIdentity owner, String name) {
        var inline = excluded.inlinePolicyIdentifier();
        return inline != null
                && name.equals(inline.policyName())
                && owner.name().equals(inline.attachmentName())
                && Arns.type(owner.kind()).equalsIgnoreCase(inline.attachmentType());
    }

    private GetContextKeysForPolicyResponse customKeys(IamCall call, GetContextKeysForCustomPolicyRequest in) {
        return keys(given(in.policyInputList(), "PolicyInputList", PolicyKind.IDENTITY));
    }

    private GetContextKeysForPolicyResponse principalKeys(IamCall call, GetContextKeysForPrincipalPolicyRequest in) {
        List<SimulatedPolicy> policies = new ArrayList<>(held(call, source(call, in.policySourceArn()), null));
        policies.addAll(given(in.policyInputList(), "PolicyInputList", PolicyKind.IDENTITY));
        return keys(policies);
    }

    private static GetContextKeysForPolicyResponse keys(List<SimulatedPolicy> policies) {
        Set<String> keys = new LinkedHashSet<>();
        policies.forEach(policy -> keys.addAll(policy.document().contextKeys()));
        return new GetContextKeysForPolicyResponse(List.copyOf(keys));
    }
}
