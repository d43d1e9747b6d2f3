package io.tarn.core.iam;

import io.tarn.api.iam.AttachGroupPolicyResponse;
import io.tarn.api.iam.AttachRolePolicyResponse;
import io.tarn.api.iam.AttachUserPolicyResponse;
import io.tarn.api.iam.AttachedPolicy;
import io.tarn.api.iam.DetachGroupPolicyResponse;
import io.tarn.api.iam.DetachRolePolicyResponse;
import io.tarn.api.iam.DetachUserPolicyResponse;
import io.tarn.api.iam.ListAttachedGroupPoliciesResponse;
import io.tarn.api.iam.ListAttachedRolePoliciesResponse;
import io.tarn.api.iam.ListAttachedUserPoliciesResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Managed policies attached to users, groups and roles. */
final class AttachmentOperations {
    private AttachmentOperations() {}

    static void addTo(OperationTable table) {
        users(table);
        groups(table);
        roles(table);
    }

    private static void users(OperationTable table) {
        table.add(
                IamCodecs.ATTACH_USER_POLICY,
                (call, in) -> ask(call, Kind.USER, in.userName(), in.policyArn()),
                (call, in) -> {
                    attach(call, Kind.USER, in.userName(), in.policyArn());
                    return new AttachUserPolicyResponse();
                });
        table.add(
                IamCodecs.DETACH_USER_POLICY,
                (call, in) -> ask(call, Kind.USER, in.userName(), in.policyArn()),
                (call, in) -> {
                    detach(call, Kind.USER, in.userName(), in.policyArn());
                    return new DetachUserPolicyResponse();
                });
        table.add(
                IamCodecs.LIST_ATTACHED_USER_POLICIES,
                (call, in) -> Ask.of(call, Kind.USER, in.userName()).build(),
                (call, in) -> {
                    IamIdentity user = call.identity(Kind.USER, in.userName());
                    Slice<AttachedPolicy> page = list(call, user, in.pathPrefix(), in.marker(), in.maxItems());
                    return new ListAttachedUserPoliciesResponse(page.items(), page.truncated(), page.marker());
                });
    }

    private static void groups(OperationTable table) {
        table.add(
                IamCodecs.ATTACH_GROUP_POLICY,
                (call, in) -> ask(call, Kind.GROUP, in.groupName(), in.policyArn()),
                (call, in) -> {
                    attach(call, Kind.GROUP, in.groupName(), in.policyArn());
                    return new AttachGroupPolicyResponse();
                });
        table.add(
                IamCodecs.DETACH_GROUP_POLICY,
                (call, in) -> ask(call, Kind.GROUP, in.groupName(), in.policyArn()),
                (call, in) -> {
                    detach(call, Kind.GROUP, in.groupName(), in.policyArn());
                    return new DetachGroupPolicyResponse();
                });
        table.add(
                IamCodecs.LIST_ATTACHED_GROUP_POLICIES,
                (call, in) -> Ask.of(call, Kind.GROUP, in.groupName()).build(),
                (call, in) -> {
                    IamIdentity group = call.identity(Kind.GROUP, in.groupName());
                    Slice<AttachedPolicy> page = list(call, group, in.pathPrefix(), in.marker(), in.maxItems());
                    return new ListAttachedGroupPoliciesResponse(page.items(), page.truncated(), page.marker());
                });
    }

    private static void roles(OperationTable table) {
        table.add(
                IamCodecs.ATTACH_ROLE_POLICY,
                (call, in) -> ask(call, Kind.ROLE, in.roleName(), in.policyArn()),
                (call, in) -> {
                    attach(call, Kind.ROLE, in.roleName(), in.policyArn());
                    return new AttachRolePolicyResponse();
                });
        table.add(
                IamCodecs.DETACH_ROLE_POLICY,
                (call, in) -> ask(call, Kind.ROLE, in.roleName(), in.policyArn()),
                (call, in) -> {
                    detach(call, Kind.ROLE, in.roleName(), in.policyArn());
                    return new DetachRolePolicyResponse();
                });
        table.add(
                IamCodecs.LIST_ATTACHED_ROLE_POLICIES,
                (call, in) -> Ask.of(call, Kind.ROLE, in.roleName()).build(),
                (call, in) -> {
                    IamIdentity role = call.identity(Kind.ROLE, in.roleName());
                    Slice<AttachedPolicy> page = list(call, role, in.pathPrefix(), in.marker(), in.maxItems());
                    return new ListAttachedRolePoliciesResponse(page.items(), page.truncated(), page.marker());
                });
    }

    private static Ask ask(IamCall call, Kind kind, @Nullable String name, @Nullable String policyArn) {
        return Ask.of(call, kind, name).policy(policyArn).build();
    }

    private static void attach(IamCall call, Kind kind, @Nullable String name, @Nullable String policyArn) {
        IamIdentity identity = call.identity(kind, name);
        String arn = Checks.policyArn(policyArn, "policyArn");
        IamPolicy policy = call.policy(arn);
        if (policy == null) {
            throw IamErrors.notAttachable(arn);
        }
        if (identity.attached().contains(policy.id())) {
            return;
        }
        if (identity.attached().size() >= Quotas.ATTACHED) {
            throw IamErrors.quota(Quotas.attachedName(kind), Quotas.ATTACHED);
        }
        List<String> attached = new ArrayList<>(identity.attached());
        attached.add(policy.id());
        call.draft().put(identity.withAttached(attached));
    }

    private static void detach(IamCall call, Kind kind, @Nullable String name, @Nullable String policyArn) {
        IamIdentity identity = call.identity(kind, name);
        String arn = Checks.policyArn(policyArn, "policyArn");
        IamPolicy policy = call.policy(arn);
        List<String> attached = new ArrayList<>(identity.attached());
        if (policy == null || !attached.remove(policy.id())) {
            throw IamErrors.noPolicy(arn);
        }
        call.draft().put(identity.withAttached(attached));
    }

    private static Slice<AttachedPolicy> list(
            IamCall call,
            IamIdentity identity,
            @Nullable String pathPrefix,
            @Nullable String marker,
            @Nullable Integer maxItems) {
        String prefix = Checks.pathPrefix(pathPrefix);
        List<AttachedPolicy> attached = Views.attached(call.state(), identity).stream()
                .filter(policy -> path(policy).startsWith(prefix))
                .toList();
        return Slice.of(attached, policy -> String.valueOf(policy.policyArn()), marker, maxItems);
    }

    private static String path(AttachedPolicy policy) {
        String rest = Arns.rest(String.valueOf(policy.policyArn()));
        return rest.substring("policy".length(), rest.lastIndexOf('/') + 1);
    }
}
