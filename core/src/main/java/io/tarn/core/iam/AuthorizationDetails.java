package io.tarn.core.iam;

import io.tarn.api.iam.GetAccountAuthorizationDetailsRequest;
import io.tarn.api.iam.GetAccountAuthorizationDetailsResponse;
import io.tarn.api.iam.GroupDetail;
import io.tarn.api.iam.ManagedPolicyDetail;
import io.tarn.api.iam.PolicyDetail;
import io.tarn.api.iam.RoleDetail;
import io.tarn.api.iam.UserDetail;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All of an account's IAM for GetAccountAuthorizationDetails, in one list that pages run over. */
final class AuthorizationDetails {
    /** One thing of the list; which of the four tells its kind. */
    private record Detail(
            String key,
            @Nullable UserDetail user,
            @Nullable GroupDetail group,
            @Nullable RoleDetail role,
            @Nullable ManagedPolicyDetail policy) {}

    private final IamState state;
    private final PolicyUses uses;

    private AuthorizationDetails(IamState state) {
        this.state = state;
        this.uses = PolicyUses.of(state);
    }

    static GetAccountAuthorizationDetailsResponse of(IamState state, GetAccountAuthorizationDetailsRequest in) {
        List<Detail> all = new AuthorizationDetails(state).all(in.filter());
        Slice<Detail> page = Slice.of(all, Detail::key, in.marker(), in.maxItems());
        return new GetAccountAuthorizationDetailsResponse(
                only(page, Detail::user),
                only(page, Detail::group),
                only(page, Detail::role),
                only(page, Detail::policy),
                page.truncated(),
                page.marker());
    }

    private static <T> List<T> only(Slice<Detail> page, Function<Detail, @Nullable T> which) {
        List<T> some = new ArrayList<>();
        for (Detail detail : page.items()) {
            T one = which.apply(detail);
            if (one != null) {
                some.add(one);
            }
        }
        return some;
    }

    private List<Detail> all(@Nullable List<String> filter) {
        List<Detail> all = new ArrayList<>();
        if (wanted(filter, "User")) {
            state.users()
                    .all()
                    .forEach(user -> all.add(new Detail(key("1", user.name()), user(user), null, null, null)));
        }
        if (wanted(filter, "Group")) {
            state.groups()
                    .all()
                    .forEach(group -> all.add(new Detail(key("2", group.name()), null, group(group), null, null)));
        }
        if (wanted(filter, "Role")) {
            state.roles()
                    .all()
                    .forEach(role -> all.add(new Detail(key("3", role.name()), null, null, role(role), null)));
        }
        if (wanted(filter, "LocalManagedPolicy")) {
            state.policies().all().forEach(policy -> all.add(policy("4", policy)));
        }
        if (wanted(filter, "AWSManagedPolicy")) {
            AwsPolicies.all().stream()
                    .filter(policy -> uses.attachments(policy.id()) + uses.boundaries(policy.id()) > 0)
                    .forEach(policy -> all.add(policy("5", policy)));
        }
        return all;
    }

    private static boolean wanted(@Nullable List<String> filter, String kind) {
        return filter == null || filter.isEmpty() || filter.contains(kind);
    }

    private static String key(String kind, String name) {
        return kind + Shelf.key(name);
    }

    private List<PolicyDetail> inline(IamIdentity identity) {
        return state.inlineOf(identity).documents().entrySet().stream()
                .map(one -> new PolicyDetail(one.getKey(), Documents.encoded(one.getValue())))
                .toList();
    }

    private UserDetail user(IamIdentity user) {
        return UserDetail.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(Arns.of(state.accountId(), user))
                .createDate(IamCall.instant(user.created()))
                .userPolicyList(inline(user))
                .groupList(state.groupsOf(user).stream().map(IamIdentity::name).toList())
                .attachedManagedPolicies(Views.attached(state, user))
                .permissionsBoundary(Views.boundary(state, user))
                .tags(Views.tags(user.tags()))
                .build();
    }

    private GroupDetail group(IamIdentity group) {
        return GroupDetail.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(Arns.of(state.accountId(), group))
                .createDate(IamCall.instant(group.created()))
                .groupPolicyList(inline(group))
                .attachedManagedPolicies(Views.attached(state, group))
                .build();
    }

    private RoleDetail role(IamIdentity role) {
        return RoleDetail.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(Arns.of(state.accountId(), role))
                .createDate(IamCall.instant(role.created()))
                .assumeRolePolicyDocument(Views.trust(state, role))
                .instanceProfileList(ProfileOperations.ofRole(state, role).stream()
                        .map(profile -> Views.profile(state, profile, true))
                        .toList())
                .rolePolicyList(inline(role))
                .attachedManagedPolicies(Views.attached(state, role))
                .permissionsBoundary(Views.boundary(state, role))
                .tags(Views.tags(role.tags()))
                .build();
    }

    private Detail policy(String kind, IamPolicy policy) {
        List<IamVersion> versions = AwsPolicies.withId(policy.id()) == null
                ? List.copyOf(state.versionsOf(policy).values())
                : List.of(state.defaultVersion(policy));
        ManagedPolicyDetail detail = ManagedPolicyDetail.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(state.arn(policy))
                .path(policy.path())
                .defaultVersionId("v" + policy.defaultVersion())
                .attachmentCount(uses.attachments(policy.id()))
                .permissionsBoundaryUsageCount(uses.boundaries(policy.id()))
                .isAttachable(true)
                .description(policy.description())
                .createDate(IamCall.instant(policy.created()))
                .updateDate(IamCall.instant(policy.updated()))
                .policyVersionList(versions.reversed().stream()
                        .map(version -> Views.version(policy, version, true))
                        .toList())
                .build();
        return new Detail(key(kind, policy.name()), null, null, null, detail);
    }
}
