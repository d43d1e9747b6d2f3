package io.tarn.core.iam;

import io.tarn.api.iam.CreateRoleRequest;
import io.tarn.api.iam.CreateRoleResponse;
import io.tarn.api.iam.DeleteRoleRequest;
import io.tarn.api.iam.DeleteRoleResponse;
import io.tarn.api.iam.GetRoleRequest;
import io.tarn.api.iam.GetRoleResponse;
import io.tarn.api.iam.ListRolesRequest;
import io.tarn.api.iam.ListRolesResponse;
import io.tarn.api.iam.UpdateAssumeRolePolicyRequest;
import io.tarn.api.iam.UpdateAssumeRolePolicyResponse;
import io.tarn.api.iam.UpdateRoleDescriptionRequest;
import io.tarn.api.iam.UpdateRoleDescriptionResponse;
import io.tarn.api.iam.UpdateRoleRequest;
import io.tarn.api.iam.UpdateRoleResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamInline;
import io.tarn.core.layout.IamPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Roles and who may assume them. */
final class RoleOperations {
    private static final String ID_PREFIX = "AROA";
    private static final int SESSION_SECONDS_DEFAULT = 3_600;
    private static final int SESSION_SECONDS_MAX = 43_200;

    private final TrustRules trust;

    RoleOperations(TrustRules trust) {
        this.trust = trust;
    }

    void addTo(OperationTable table) {
        table.add(IamCodecs.CREATE_ROLE, RoleOperations::askCreate, this::create);
        table.add(IamCodecs.GET_ROLE, (call, in) -> ask(call, in.roleName()), RoleOperations::get);
        table.add(IamCodecs.LIST_ROLES, (call, in) -> Ask.all(call, "role", in.pathPrefix()), RoleOperations::list);
        table.add(IamCodecs.UPDATE_ROLE, (call, in) -> ask(call, in.roleName()), RoleOperations::update);
        table.add(IamCodecs.UPDATE_ROLE_DESCRIPTION, (call, in) -> ask(call, in.roleName()), RoleOperations::describe);
        table.add(IamCodecs.UPDATE_ASSUME_ROLE_POLICY, (call, in) -> ask(call, in.roleName()), this::updateTrust);
        table.add(IamCodecs.DELETE_ROLE, (call, in) -> ask(call, in.roleName()), RoleOperations::delete);
    }

    private static Ask ask(IamCall call, @Nullable String name) {
        return Ask.of(call, Kind.ROLE, name).build();
    }

    private static Ask askCreate(IamCall call, CreateRoleRequest in) {
        String name = Checks.name(Kind.ROLE, in.roleName());
        return Ask.of(call, Arns.of(call.accountId(), "role", Checks.path(in.path(), "path") + name))
                .tags(in.tags())
                .boundary(in.permissionsBoundary())
                .build();
    }

    private CreateRoleResponse create(IamCall call, CreateRoleRequest in) {
        String name = Checks.name(Kind.ROLE, in.roleName());
        Identities.checkNew(call.state(), Kind.ROLE, name);
        String document = trust.check(call, in.assumeRolePolicyDocument());
        IamPolicy boundary = Identities.boundary(call, in.permissionsBoundary());
        IamIdentity role = IamIdentity.of(
                        Kind.ROLE, call.id(ID_PREFIX), name, Checks.path(in.path(), "path"), call.now())
                .withBoundary(boundary == null ? null : boundary.id())
                .withTags(Tags.with(Map.of(), in.tags()))
                .described(
                        Checks.description(in.description()),
                        seconds(in.maxSessionDuration(), SESSION_SECONDS_DEFAULT));
        call.draft().put(role);
        call.draft().put(new IamInline(role.id(), Map.of(), document));
        return new CreateRoleResponse(Views.role(call.state(), role, true));
    }

    private static int seconds(@Nullable Integer asked, int otherwise) {
        return asked == null
                ? otherwise
                : Checks.range(asked, "maxSessionDuration", SESSION_SECONDS_DEFAULT, SESSION_SECONDS_MAX);
    }

    private static GetRoleResponse get(IamCall call, GetRoleRequest in) {
        return new GetRoleResponse(Views.role(call.state(), call.identity(Kind.ROLE, in.roleName()), true));
    }

    private static ListRolesResponse list(IamCall call, ListRolesRequest in) {
        Slice<IamIdentity> page = Identities.page(call.state().roles(), in.pathPrefix(), in.marker(), in.maxItems());
        return new ListRolesResponse(
                page.map(role -> Views.role(call.state(), role, false)).items(), page.truncated(), page.marker());
    }

    private static UpdateRoleResponse update(IamCall call, UpdateRoleRequest in) {
        IamIdentity role = call.identity(Kind.ROLE, in.roleName());
        String description = in.description() == null ? role.description() : Checks.description(in.description());
        call.draft().put(role.described(description, seconds(in.maxSessionDuration(), role.sessionSecondsMax())));
        return new UpdateRoleResponse();
    }

    private static UpdateRoleDescriptionResponse describe(IamCall call, UpdateRoleDescriptionRequest in) {
        IamIdentity role = call.identity(Kind.ROLE, in.roleName());
        IamIdentity changed = role.described(Checks.description(in.description()), role.sessionSecondsMax());
        call.draft().put(changed);
        return new UpdateRoleDescriptionResponse(Views.role(call.state(), changed, true));
    }

    private UpdateAssumeRolePolicyResponse updateTrust(IamCall call, UpdateAssumeRolePolicyRequest in) {
        IamIdentity role = call.identity(Kind.ROLE, in.roleName());
        String document = trust.check(call, in.policyDocument());
        call.draft().put(new IamInline(role.id(), call.state().inlineOf(role).documents(), document));
        return new UpdateAssumeRolePolicyResponse();
    }

    private static DeleteRoleResponse delete(IamCall call, DeleteRoleRequest in) {
        IamIdentity role = call.identity(Kind.ROLE, in.roleName());
        boolean handedOn = call.state().profiles().all().stream()
                .anyMatch(profile -> role.id().equals(profile.role()));
        if (handedOn) {
            throw IamErrors.conflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        Identities.checkBare(call.state(), role);
        call.draft().remove(role);
        return new DeleteRoleResponse();
    }
}
