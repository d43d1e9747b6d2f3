package io.tarn.core.iam;

import io.tarn.api.iam.AddRoleToInstanceProfileRequest;
import io.tarn.api.iam.AddRoleToInstanceProfileResponse;
import io.tarn.api.iam.CreateInstanceProfileRequest;
import io.tarn.api.iam.CreateInstanceProfileResponse;
import io.tarn.api.iam.DeleteInstanceProfileRequest;
import io.tarn.api.iam.DeleteInstanceProfileResponse;
import io.tarn.api.iam.GetInstanceProfileResponse;
import io.tarn.api.iam.ListInstanceProfilesForRoleRequest;
import io.tarn.api.iam.ListInstanceProfilesForRoleResponse;
import io.tarn.api.iam.ListInstanceProfilesRequest;
import io.tarn.api.iam.ListInstanceProfilesResponse;
import io.tarn.api.iam.RemoveRoleFromInstanceProfileRequest;
import io.tarn.api.iam.RemoveRoleFromInstanceProfileResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instance profiles. */
final class ProfileOperations {
    private static final String ID_PREFIX = "AIPA";
    private static final String TYPE = "instance-profile";

    private ProfileOperations() {}

    static void addTo(OperationTable table) {
        table.add(IamCodecs.CREATE_INSTANCE_PROFILE, ProfileOperations::askCreate, ProfileOperations::create);
        table.add(
                IamCodecs.GET_INSTANCE_PROFILE,
                (call, in) -> about(call, in.instanceProfileName()).build(),
                (call, in) -> new GetInstanceProfileResponse(
                        Views.profile(call.state(), profile(call, in.instanceProfileName()), true)));
        table.add(
                IamCodecs.LIST_INSTANCE_PROFILES,
                (call, in) -> Ask.all(call, TYPE, in.pathPrefix()),
                ProfileOperations::list);
        table.add(
                IamCodecs.LIST_INSTANCE_PROFILES_FOR_ROLE,
                (call, in) -> Ask.of(call, Kind.ROLE, in.roleName()).build(),
                ProfileOperations::listOfRole);
        table.add(IamCodecs.ADD_ROLE_TO_INSTANCE_PROFILE, ProfileOperations::askAdd, ProfileOperations::addRole);
        table.add(
                IamCodecs.REMOVE_ROLE_FROM_INSTANCE_PROFILE,
                (call, in) -> about(call, in.instanceProfileName()).build(),
                ProfileOperations::removeRole);
        table.add(
                IamCodecs.DELETE_INSTANCE_PROFILE,
                (call, in) -> about(call, in.instanceProfileName()).build(),
                ProfileOperations::delete);
    }

    static Ask.Builder about(IamCall call, @Nullable String name) {
        String checked = Checks.profileName(name);
        IamProfile found = call.state().profiles().named(checked);
        return found == null
                ? Ask.of(call, Arns.of(call.accountId(), TYPE, "/" + checked))
                : Ask.of(call, Arns.profile(call.accountId(), found)).tagged(found.tags());
    }

    static IamProfile profile(IamCall call, @Nullable String name) {
        String checked = Checks.profileName(name);
        IamProfile found = call.state().profiles().named(checked);
        if (found == null) {
            throw IamErrors.noSuchEntity("Instance Profile " + checked + " cannot be found.");
        }
        return found;
    }

    private static Ask askCreate(IamCall call, CreateInstanceProfileRequest in) {
        String name = Checks.profileName(in.instanceProfileName());
        return Ask.of(call, Arns.of(call.accountId(), TYPE, Checks.path(in.path(), "path") + name))
                .tags(in.tags())
                .build();
    }

    private static CreateInstanceProfileResponse create(IamCall call, CreateInstanceProfileRequest in) {
        String name = Checks.profileName(in.instanceProfileName());
        if (call.state().profiles().named(name) != null) {
            throw IamErrors.exists("Instance Profile " + name + " already exists.");
        }
        if (call.state().profiles().size() >= Quotas.PROFILES) {
            throw IamErrors.quota("InstanceProfilesPerAccount", Quotas.PROFILES);
        }
        IamProfile profile = new IamProfile(
                call.id(ID_PREFIX),
                name,
                Checks.path(in.path(), "path"),
                call.now(),
                null,
                Tags.with(Map.of(), in.tags()));
        call.draft().put(profile);
        return new CreateInstanceProfileResponse(Views.profile(call.state(), profile, true));
    }

    private static ListInstanceProfilesResponse list(IamCall call, ListInstanceProfilesRequest in) {
        Slice<IamProfile> page = Identities.page(call.state().profiles(), in.pathPrefix(), in.marker(), in.maxItems());
        return new ListInstanceProfilesResponse(
                page.map(profile -> Views.profile(call.state(), profile, false)).items(),
                page.truncated(),
                page.marker());
    }

    private static ListInstanceProfilesForRoleResponse listOfRole(IamCall call, ListInstanceProfilesForRoleRequest in) {
        IamIdentity role = call.identity(Kind.ROLE, in.roleName());
        List<IamProfile> having = ofRole(call.state(), role);
        Slice<IamProfile> page = Slice.of(having, profile -> Shelf.key(profile.name()), in.marker(), in.maxItems());
        return new ListInstanceProfilesForRoleResponse(
                page.map(profile -> Views.profile(call.state(), profile, false)).items(),
                page.truncated(),
                page.marker());
    }

    static List<IamProfile> ofRole(IamState state, IamIdentity role) {
        return state.profiles().all().stream()
                .filter(profile -> role.id().equals(profile.role()))
                .toList();
    }

    private static Ask askAdd(IamCall call, AddRoleToInstanceProfileRequest in) {
        String role = Checks.name(Kind.ROLE, in.roleName());
        IamIdentity found = call.state().roles().named(role);
        String arn = found == null ? Arns.of(call.accountId(), "role", "/" + role) : Arns.of(call.accountId(), found);
        return about(call, in.instanceProfileName()).passes(arn).build();
    }

    private static AddRoleToInstanceProfileResponse addRole(IamCall call, AddRoleToInstanceProfileRequest in) {
        IamProfile profile = profile(call, in.instanceProfileName());
        IamIdentity role = call.identity(Kind.ROLE, in.roleName());
        if (profile.role() != null) {
            throw IamErrors.quota("InstanceSessionsPerInstanceProfile", 1);
        }
        call.draft().put(profile.withRole(role.id()));
        return new AddRoleToInstanceProfileResponse();
    }

    private static RemoveRoleFromInstanceProfileResponse removeRole(
            IamCall call, RemoveRoleFromInstanceProfileRequest in) {
        IamProfile profile = profile(call, in.instanceProfileName());
        IamIdentity role = call.identity(Kind.ROLE, in.roleName());
        if (!role.id().equals(profile.role())) {
            throw IamErrors.noSuchEntity(
                    "Role " + role.name() + " in Instance Profile " + profile.name() + " cannot be found.");
        }
        call.draft().put(profile.withRole(null));
        return new RemoveRoleFromInstanceProfileResponse();
    }

    private static DeleteInstanceProfileResponse delete(IamCall call, DeleteInstanceProfileRequest in) {
        IamProfile profile = profile(call, in.instanceProfileName());
        if (profile.role() != null) {
            throw IamErrors.conflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        call.draft().remove(profile);
        return new DeleteInstanceProfileResponse();
    }
}
