package io.tarn.core.iam;

import io.tarn.api.iam.AddUserToGroupRequest;
import io.tarn.api.iam.AddUserToGroupResponse;
import io.tarn.api.iam.CreateGroupRequest;
import io.tarn.api.iam.CreateGroupResponse;
import io.tarn.api.iam.DeleteGroupRequest;
import io.tarn.api.iam.DeleteGroupResponse;
import io.tarn.api.iam.GetGroupRequest;
import io.tarn.api.iam.GetGroupResponse;
import io.tarn.api.iam.ListGroupsForUserRequest;
import io.tarn.api.iam.ListGroupsForUserResponse;
import io.tarn.api.iam.ListGroupsRequest;
import io.tarn.api.iam.ListGroupsResponse;
import io.tarn.api.iam.RemoveUserFromGroupRequest;
import io.tarn.api.iam.RemoveUserFromGroupResponse;
import io.tarn.api.iam.UpdateGroupRequest;
import io.tarn.api.iam.UpdateGroupResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups and who is in them. */
final class GroupOperations {
    private static final String ID_PREFIX = "AGPA";

    private GroupOperations() {}

    static void addTo(OperationTable table) {
        table.add(IamCodecs.CREATE_GROUP, GroupOperations::askCreate, GroupOperations::create);
        table.add(IamCodecs.GET_GROUP, (call, in) -> ask(call, in.groupName()), GroupOperations::get);
        table.add(IamCodecs.LIST_GROUPS, (call, in) -> Ask.all(call, "group", in.pathPrefix()), GroupOperations::list);
        table.add(IamCodecs.UPDATE_GROUP, GroupOperations::askUpdate, GroupOperations::update);
        table.add(IamCodecs.DELETE_GROUP, (call, in) -> ask(call, in.groupName()), GroupOperations::delete);
        table.add(IamCodecs.ADD_USER_TO_GROUP, (call, in) -> ask(call, in.groupName()), GroupOperations::join);
        table.add(IamCodecs.REMOVE_USER_FROM_GROUP, (call, in) -> ask(call, in.groupName()), GroupOperations::leave);
        table.add(
                IamCodecs.LIST_GROUPS_FOR_USER,
                (call, in) -> Ask.of(call, Kind.USER, in.userName()).build(),
                GroupOperations::listOfUser);
    }

    private static Ask ask(IamCall call, @Nullable String name) {
        return Ask.of(call, Kind.GROUP, name).build();
    }

    private static Ask askCreate(IamCall call, CreateGroupRequest in) {
        String name = Checks.name(Kind.GROUP, in.groupName());
        return Ask.of(call, Arns.of(call.accountId(), "group", Checks.path(in.path(), "path") + name))
                .build();
    }

    private static CreateGroupResponse create(IamCall call, CreateGroupRequest in) {
        String name = Checks.name(Kind.GROUP, in.groupName());
        Identities.checkNew(call.state(), Kind.GROUP, name);
        String path = Checks.path(in.path(), "path");
        IamIdentity group = IamIdentity.of(Kind.GROUP, call.id(ID_PREFIX), name, path, call.now());
        call.draft().put(group);
        return new CreateGroupResponse(Views.group(call.state(), group));
    }

    private static GetGroupResponse get(IamCall call, GetGroupRequest in) {
        IamIdentity group = call.identity(Kind.GROUP, in.groupName());
        Slice<IamIdentity> page =
                Slice.of(call.state().members(group), user -> Shelf.key(user.name()), in.marker(), in.maxItems());
        return new GetGroupResponse(
                Views.group(call.state(), group),
                page.map(user -> Views.user(call.state(), user, false)).items(),
                page.truncated(),
                page.marker());
    }

    private static ListGroupsResponse list(IamCall call, ListGroupsRequest in) {
        Slice<IamIdentity> page = Identities.page(call.state().groups(), in.pathPrefix(), in.marker(), in.maxItems());
        return new ListGroupsResponse(
                page.map(group -> Views.group(call.state(), group)).items(), page.truncated(), page.marker());
    }

    private static ListGroupsForUserResponse listOfUser(IamCall call, ListGroupsForUserRequest in) {
        IamIdentity user = call.identity(Kind.USER, in.userName());
        Slice<IamIdentity> page =
                Slice.of(call.state().groupsOf(user), group -> Shelf.key(group.name()), in.marker(), in.maxItems());
        return new ListGroupsForUserResponse(
                page.map(group -> Views.group(call.state(), group)).items(), page.truncated(), page.marker());
    }

    private static Ask askUpdate(IamCall call, UpdateGroupRequest in) {
        return Ask.of(call, Kind.GROUP, in.groupName())
                .becomes(Kind.GROUP, in.groupName(), in.newGroupName(), in.newPath())
                .build();
    }

    private static UpdateGroupResponse update(IamCall call, UpdateGroupRequest in) {
        IamIdentity group = call.identity(Kind.GROUP, in.groupName());
        call.draft().put(Identities.renamed(call, group, in.newGroupName(), in.newPath()));
        return new UpdateGroupResponse();
    }

    private static DeleteGroupResponse delete(IamCall call, DeleteGroupRequest in) {
        IamIdentity group = call.identity(Kind.GROUP, in.groupName());
        if (!call.state().members(group).isEmpty()) {
            throw IamErrors.conflict("Cannot delete entity, must remove users from group first.");
        }
        Identities.checkBare(call.state(), group);
        call.draft().remove(group);
        return new DeleteGroupResponse();
    }

    private static AddUserToGroupResponse join(IamCall call, AddUserToGroupRequest in) {
        IamIdentity group = call.identity(Kind.GROUP, in.groupName());
        IamIdentity user = call.identity(Kind.USER, in.userName());
        List<String> groups = new ArrayList<>(user.groups());
        if (!groups.contains(group.id())) {
            if (groups.size() >= Quotas.GROUPS_OF_USER) {
                throw IamErrors.quota("GroupsPerUser", Quotas.GROUPS_OF_USER);
            }
            groups.add(group.id());
            call.draft().put(user.withGroups(groups));
        }
        return new AddUserToGroupResponse();
    }

    private static RemoveUserFromGroupResponse leave(IamCall call, RemoveUserFromGroupRequest in) {
        IamIdentity group = call.identity(Kind.GROUP, in.groupName());
        IamIdentity user = call.identity(Kind.USER, in.userName());
        List<String> groups = new ArrayList<>(user.groups());
        if (!groups.remove(group.id())) {
            throw IamErrors.noSuchEntity("User " + user.name() + " is not in group " + group.name() + ".");
        }
        call.draft().put(user.withGroups(groups));
        return new RemoveUserFromGroupResponse();
    }
}
