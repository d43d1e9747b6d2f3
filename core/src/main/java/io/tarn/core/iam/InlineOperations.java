package io.tarn.core.iam;

import io.tarn.api.iam.DeleteGroupPolicyResponse;
import io.tarn.api.iam.DeleteRolePolicyResponse;
import io.tarn.api.iam.DeleteUserPolicyResponse;
import io.tarn.api.iam.GetGroupPolicyResponse;
import io.tarn.api.iam.GetRolePolicyResponse;
import io.tarn.api.iam.GetUserPolicyResponse;
import io.tarn.api.iam.ListGroupPoliciesResponse;
import io.tarn.api.iam.ListRolePoliciesResponse;
import io.tarn.api.iam.ListUserPoliciesResponse;
import io.tarn.api.iam.PutGroupPolicyResponse;
import io.tarn.api.iam.PutRolePolicyResponse;
import io.tarn.api.iam.PutUserPolicyResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamInline;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Policies that lie within a user, group or role. */
final class InlineOperations {
    /** Characters of all documents of one identity that fit into a row whatever they are. */
    private static final int KEPT_MAX = 24_576;

    private final Documents documents;

    InlineOperations(Documents documents) {
        this.documents = documents;
    }

    void addTo(OperationTable table) {
        users(table);
        groups(table);
        roles(table);
    }

    private void users(OperationTable table) {
        table.add(IamCodecs.PUT_USER_POLICY, (call, in) -> ask(call, Kind.USER, in.userName()), (call, in) -> {
            put(call, Kind.USER, in.userName(), in.policyName(), in.policyDocument());
            return new PutUserPolicyResponse();
        });
        table.add(IamCodecs.GET_USER_POLICY, (call, in) -> ask(call, Kind.USER, in.userName()), (call, in) -> {
            Map.Entry<String, String> found = get(call, Kind.USER, in.userName(), in.policyName());
            return new GetUserPolicyResponse(name(call, Kind.USER, in.userName()), found.getKey(), found.getValue());
        });
        table.add(IamCodecs.DELETE_USER_POLICY, (call, in) -> ask(call, Kind.USER, in.userName()), (call, in) -> {
            delete(call, Kind.USER, in.userName(), in.policyName());
            return new DeleteUserPolicyResponse();
        });
        table.add(IamCodecs.LIST_USER_POLICIES, (call, in) -> ask(call, Kind.USER, in.userName()), (call, in) -> {
            Slice<String> page = list(call, Kind.USER, in.userName(), in.marker(), in.maxItems());
            return new ListUserPoliciesResponse(page.items(), page.truncated(), page.marker());
        });
    }

    private void groups(OperationTable table) {
        table.add(IamCodecs.PUT_GROUP_POLICY, (call, in) -> ask(call, Kind.GROUP, in.groupName()), (call, in) -> {
            put(call, Kind.GROUP, in.groupName(), in.policyName(), in.policyDocument());
            return new PutGroupPolicyResponse();
        });
        table.add(IamCodecs.GET_GROUP_POLICY, (call, in) -> ask(call, Kind.GROUP, in.groupName()), (call, in) -> {
            Map.Entry<String, String> found = get(call, Kind.GROUP, in.groupName(), in.policyName());
            return new GetGroupPolicyResponse(name(call, Kind.GROUP, in.groupName()), found.getKey(), found.getValue());
        });
        table.add(IamCodecs.DELETE_GROUP_POLICY, (call, in) -> ask(call, Kind.GROUP, in.groupName()), (call, in) -> {
            delete(call, Kind.GROUP, in.groupName(), in.policyName());
            return new DeleteGroupPolicyResponse();
        });
        table.add(IamCodecs.LIST_GROUP_POLICIES, (call, in) -> ask(call, Kind.GROUP, in.groupName()), (call, in) -> {
            Slice<String> page = list(call, Kind.GROUP, in.groupName(), in.marker(), in.maxItems());
            return new ListGroupPoliciesResponse(page.items(), page.truncated(), page.marker());
        });
    }

    private void roles(OperationTable table) {
        table.add(IamCodecs.PUT_ROLE_POLICY, (call, in) -> ask(call, Kind.ROLE, in.roleName()), (call, in) -> {
            put(call, Kind.ROLE, in.roleName(), in.policyName(), in.policyDocument());
            return new PutRolePolicyResponse();
        });
        table.add(IamCodecs.GET_ROLE_POLICY, (call, in) -> ask(call, Kind.ROLE, in.roleName()), (call, in) -> {
            Map.Entry<String, String> found = get(call, Kind.ROLE, in.roleName(), in.policyName());
            return new GetRolePolicyResponse(name(call, Kind.ROLE, in.roleName()), found.getKey(), found.getValue());
        });
        table.add(IamCodecs.DELETE_ROLE_POLICY, (call, in) -> ask(call, Kind.ROLE, in.roleName()), (call, in) -> {
            delete(call, Kind.ROLE, in.roleName(), in.policyName());
            return new DeleteRolePolicyResponse();
        });
        table.add(IamCodecs.LIST_ROLE_POLICIES, (call, in) -> ask(call, Kind.ROLE, in.roleName()), (call, in) -> {
            Slice<String> page = list(call, Kind.ROLE, in.roleName(), in.marker(), in.maxItems());
            return new ListRolePoliciesResponse(page.items(), page.truncated(), page.marker());
        });
    }

    private static Ask ask(IamCall call, Kind kind, @Nullable String name) {
        return Ask.of(call, kind, name).build();
    }

    private static String name(IamCall call, Kind kind, @Nullable String name) {
        return call.identity(kind, name).name();
    }

    private void put(
            IamCall call, Kind kind, @Nullable String owner, @Nullable String policyName, @Nullable String document) {
        String name = Checks.policyName(policyName);
        IamIdentity identity = call.identity(kind, owner);
        PolicyDocument checked = documents.check(document, PolicyKind.IDENTITY);
        IamInline inline = call.state().inlineOf(identity);
        Map<String, String> all = new LinkedHashMap<>(inline.documents());
        String held = spelled(all, name);
        all.put(held == null ? name : held, Documents.kept(checked));
        checkSize(identity, all);
        if (length(all) > KEPT_MAX) {
            all.replaceAll((which, text) -> Documents.withoutSpace(text));
        }
        if (length(all) > KEPT_MAX) {
            throw IamErrors.limit("Maximum policy size of " + KEPT_MAX + " bytes exceeded for " + Arns.type(kind) + " "
                    + identity.name());
        }
        call.draft().put(new IamInline(identity.id(), Collections.unmodifiableMap(all), inline.trust()));
    }

    private void checkSize(IamIdentity identity, Map<String, String> all) {
        int size = all.values().stream()
                .mapToInt(text -> documents.compile(text, PolicyKind.IDENTITY).sizeWithoutWhiteSpace())
                .sum();
        int limit = Quotas.inline(identity.kind());
        if (size > limit) {
            throw IamErrors.limit("Maximum policy size of " + limit + " bytes exceeded for "
                    + Arns.type(identity.kind()) + " " + identity.name());
        }
    }

    private static int length(Map<String, String> documents) {
        return documents.values().stream().mapToInt(String::length).sum();
    }

    private static Map.Entry<String, String> get(
            IamCall call, Kind kind, @Nullable String owner, @Nullable String policyName) {
        IamIdentity identity = call.identity(kind, owner);
        Map<String, String> all = call.state().inlineOf(identity).documents();
        String held = held(all, kind, policyName);
        return Map.entry(held, Documents.encoded(String.valueOf(all.get(held))));
    }

    private static void delete(IamCall call, Kind kind, @Nullable String owner, @Nullable String policyName) {
        IamIdentity identity = call.identity(kind, owner);
        IamInline inline = call.state().inlineOf(identity);
        Map<String, String> all = new LinkedHashMap<>(inline.documents());
        all.remove(held(all, kind, policyName));
        call.draft().put(new IamInline(identity.id(), Collections.unmodifiableMap(all), inline.trust()));
    }

    private static Slice<String> list(
            IamCall call, Kind kind, @Nullable String owner, @Nullable String marker, @Nullable Integer maxItems) {
        IamIdentity identity = call.identity(kind, owner);
        List<String> names =
                List.copyOf(call.state().inlineOf(identity).documents().keySet());
        return Slice.of(names, Shelf::key, marker, maxItems);
    }

    private static String held(Map<String, String> all, Kind kind, @Nullable String policyName) {
        String name = Checks.policyName(policyName);
        String held = spelled(all, name);
        if (held == null) {
            throw IamErrors.noSuchEntity("The " + Arns.type(kind) + " policy with name " + name + " cannot be found.");
        }
        return held;
    }

    private static @Nullable String spelled(Map<String, String> all, String name) {
        return all.keySet().stream().filter(name::equalsIgnoreCase).findFirst().orElse(null);
    }
}
