package io.tarn.core.iam;

import io.tarn.api.iam.CreatePolicyRequest;
import io.tarn.api.iam.CreatePolicyResponse;
import io.tarn.api.iam.CreatePolicyVersionRequest;
import io.tarn.api.iam.CreatePolicyVersionResponse;
import io.tarn.api.iam.DeletePolicyRequest;
import io.tarn.api.iam.DeletePolicyResponse;
import io.tarn.api.iam.DeletePolicyVersionRequest;
import io.tarn.api.iam.DeletePolicyVersionResponse;
import io.tarn.api.iam.GetPolicyRequest;
import io.tarn.api.iam.GetPolicyResponse;
import io.tarn.api.iam.GetPolicyVersionRequest;
import io.tarn.api.iam.GetPolicyVersionResponse;
import io.tarn.api.iam.ListPolicyVersionsRequest;
import io.tarn.api.iam.ListPolicyVersionsResponse;
import io.tarn.api.iam.SetDefaultPolicyVersionRequest;
import io.tarn.api.iam.SetDefaultPolicyVersionResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamVersion;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Managed policies and their versions. */
final class PolicyOperations {
    private static final String ID_PREFIX = "ANPA";

    private final Documents documents;

    PolicyOperations(Documents documents) {
        this.documents = documents;
    }

    void addTo(OperationTable table) {
        table.add(IamCodecs.CREATE_POLICY, PolicyOperations::askCreate, this::create);
        table.add(IamCodecs.GET_POLICY, (call, in) -> ask(call, in.policyArn()), PolicyOperations::get);
        table.add(IamCodecs.DELETE_POLICY, (call, in) -> ask(call, in.policyArn()), PolicyOperations::delete);
        table.add(IamCodecs.CREATE_POLICY_VERSION, (call, in) -> ask(call, in.policyArn()), this::createVersion);
        table.add(IamCodecs.GET_POLICY_VERSION, (call, in) -> ask(call, in.policyArn()), PolicyOperations::getVersion);
        table.add(
                IamCodecs.DELETE_POLICY_VERSION,
                (call, in) -> ask(call, in.policyArn()),
                PolicyOperations::deleteVersion);
        table.add(
                IamCodecs.SET_DEFAULT_POLICY_VERSION,
                (call, in) -> ask(call, in.policyArn()),
                PolicyOperations::setDefault);
        table.add(
                IamCodecs.LIST_POLICY_VERSIONS,
                (call, in) -> ask(call, in.policyArn()),
                PolicyOperations::listVersions);
    }

    private static Ask ask(IamCall call, @Nullable String arn) {
        return Ask.ofPolicy(call, arn).build();
    }

    private static Ask askCreate(IamCall call, CreatePolicyRequest in) {
        String name = Checks.policyName(in.policyName());
        String arn = Arns.of(call.accountId(), "policy", Checks.path(in.path(), "path") + name);
        return Ask.of(call, arn).tags(in.tags()).build();
    }

    private CreatePolicyResponse create(IamCall call, CreatePolicyRequest in) {
        String name = Checks.policyName(in.policyName());
        if (call.state().policies().named(name) != null) {
            throw IamErrors.exists("A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        if (call.state().policies().size() >= Quotas.POLICIES) {
            throw IamErrors.quota("PoliciesPerAccount", Quotas.POLICIES);
        }
        String text = document(in.policyDocument());
        String path = Checks.path(in.path(), "path");
        String description = Checks.description(in.description());
        Map<String, String> tags = Tags.with(Map.of(), in.tags());
        IamPolicy policy =
                new IamPolicy(call.id(ID_PREFIX), name, path, call.now(), call.now(), 1, 1, description, tags);
        call.draft().put(policy);
        call.draft().put(new IamVersion(policy.id(), 1, call.now(), text));
        return new CreatePolicyResponse(Views.policy(call.state(), policy, PolicyUses.of(call.state()), true));
    }

    private String document(@Nullable String sent) {
        PolicyDocument document = documents.check(sent, PolicyKind.IDENTITY);
        if (document.sizeWithoutWhiteSpace() > Quotas.POLICY_SIZE) {
            throw IamErrors.quota("PolicySize", Quotas.POLICY_SIZE);
        }
        return Documents.kept(document);
    }

    static IamPolicy anyPolicy(IamCall call, @Nullable String arn) {
        String checked = Checks.policyArn(arn, "policyArn");
        IamPolicy policy = call.policy(checked);
        if (policy == null) {
            throw IamErrors.noPolicy(checked);
        }
        return policy;
    }

    private static GetPolicyResponse get(IamCall call, GetPolicyRequest in) {
        IamPolicy policy = anyPolicy(call, in.policyArn());
        return new GetPolicyResponse(Views.policy(call.state(), policy, PolicyUses.of(call.state()), true));
    }

    private static DeletePolicyResponse delete(IamCall call, DeletePolicyRequest in) {
        IamPolicy policy = call.ownPolicy(in.policyArn());
        PolicyUses uses = PolicyUses.of(call.state());
        if (uses.attachments(policy.id()) > 0 || uses.boundaries(policy.id()) > 0) {
            throw IamErrors.conflict("Cannot delete a policy attached to entities.");
        }
        if (call.state().versionsOf(policy).size() > 1) {
            throw IamErrors.conflict(
                    "This policy has more than one version. Before you delete a policy, you must delete"
                            + " the policy's versions. The default version is deleted with the policy.");
        }
        call.draft().remove(policy);
        return new DeletePolicyResponse();
    }

    private CreatePolicyVersionResponse createVersion(IamCall call, CreatePolicyVersionRequest in) {
        IamPolicy policy = call.ownPolicy(in.policyArn());
        String text = document(in.policyDocument());
        if (call.state().versionsOf(policy).size() >= Quotas.VERSIONS) {
            throw IamErrors.limit("A managed policy can have up to " + Quotas.VERSIONS
                    + " versions. Before you create a new version, you must delete an existing version.");
        }
        boolean counts = Boolean.TRUE.equals(in.setAsDefault());
        int number = policy.lastVersion() + 1;
        IamVersion version = new IamVersion(policy.id(), number, call.now(), text);
        IamPolicy changed = policy.versioned(
                counts ? number : policy.defaultVersion(), number, counts ? call.now() : policy.updated());
        call.draft().put(changed);
        call.draft().put(version);
        return new CreatePolicyVersionResponse(Views.version(changed, version, false));
    }

    private static IamVersion version(IamCall call, IamPolicy policy, @Nullable String versionId) {
        int number = Checks.version(versionId);
        IamVersion version = call.state().version(policy, number);
        if (version == null) {
            throw IamErrors.noSuchEntity("Policy " + call.state().arn(policy) + " version v" + number
                    + " does not exist or is not attachable.");
        }
        return version;
    }

    private static GetPolicyVersionResponse getVersion(IamCall call, GetPolicyVersionRequest in) {
        IamPolicy policy = anyPolicy(call, in.policyArn());
        return new GetPolicyVersionResponse(Views.version(policy, version(call, policy, in.versionId()), true));
    }

    private static DeletePolicyVersionResponse deleteVersion(IamCall call, DeletePolicyVersionRequest in) {
        IamPolicy policy = call.ownPolicy(in.policyArn());
        IamVersion version = version(call, policy, in.versionId());
        if (version.number() == policy.defaultVersion()) {
            throw IamErrors.conflict("Cannot delete the default version of a policy.");
        }
        call.draft().remove(version);
        return new DeletePolicyVersionResponse();
    }

    private static SetDefaultPolicyVersionResponse setDefault(IamCall call, SetDefaultPolicyVersionRequest in) {
        IamPolicy policy = call.ownPolicy(in.policyArn());
        int number = version(call, policy, in.versionId()).number();
        call.draft().put(policy.versioned(number, policy.lastVersion(), call.now()));
        return new SetDefaultPolicyVersionResponse();
    }

    private static ListPolicyVersionsResponse listVersions(IamCall call, ListPolicyVersionsRequest in) {
        IamPolicy policy = anyPolicy(call, in.policyArn());
        List<IamVersion> versions = policy.equals(AwsPolicies.withId(policy.id()))
                ? List.of(call.state().defaultVersion(policy))
                : List.copyOf(call.state().versionsOf(policy).values());
        // The newest first.
        Slice<IamVersion> page = Slice.of(versions, PolicyOperations::newestFirst, in.marker(), in.maxItems());
        return new ListPolicyVersionsResponse(
                page.map(version -> Views.version(policy, version, false)).items(), page.truncated(), page.marker());
    }

    private static String newestFirst(IamVersion version) {
        return String.format(Locale.ROOT, "%010d", Integer.MAX_VALUE - version.number());
    }
}
