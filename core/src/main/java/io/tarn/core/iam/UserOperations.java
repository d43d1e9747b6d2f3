package io.tarn.core.iam;

import io.tarn.api.iam.CreateUserRequest;
import io.tarn.api.iam.CreateUserResponse;
import io.tarn.api.iam.DeleteUserRequest;
import io.tarn.api.iam.DeleteUserResponse;
import io.tarn.api.iam.GetUserRequest;
import io.tarn.api.iam.GetUserResponse;
import io.tarn.api.iam.ListUsersRequest;
import io.tarn.api.iam.ListUsersResponse;
import io.tarn.api.iam.UpdateUserRequest;
import io.tarn.api.iam.UpdateUserResponse;
import io.tarn.api.iam.User;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.identity.AccessKeys;
import io.tarn.core.identity.KeyOwner;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users: create, read, rename, delete. */
final class UserOperations {
    private static final String ID_PREFIX = "AIDA";

    private final AccessKeys keys;

    UserOperations(AccessKeys keys) {
        this.keys = keys;
    }

    void addTo(OperationTable table) {
        table.add(IamCodecs.CREATE_USER, UserOperations::askCreate, UserOperations::create);
        table.add(IamCodecs.GET_USER, UserOperations::askGet, UserOperations::get);
        table.add(IamCodecs.LIST_USERS, (call, in) -> Ask.all(call, "user", in.pathPrefix()), UserOperations::list);
        table.add(IamCodecs.UPDATE_USER, UserOperations::askUpdate, UserOperations::update);
        table.add(IamCodecs.DELETE_USER, (call, in) -> ask(call, in.userName()), this::delete);
    }

    private static Ask ask(IamCall call, @Nullable String name) {
        return Ask.of(call, Kind.USER, name).build();
    }

    private static Ask askCreate(IamCall call, CreateUserRequest in) {
        String name = Checks.name(Kind.USER, in.userName());
        String arn = Arns.of(call.accountId(), "user", Checks.path(in.path(), "path") + name);
        return Ask.of(call, arn)
                .tags(in.tags())
                .boundary(in.permissionsBoundary())
                .build();
    }

    private static CreateUserResponse create(IamCall call, CreateUserRequest in) {
        String name = Checks.name(Kind.USER, in.userName());
        Identities.checkNew(call.state(), Kind.USER, name);
        IamPolicy boundary = Identities.boundary(call, in.permissionsBoundary());
        IamIdentity user = IamIdentity.of(
                        Kind.USER, call.id(ID_PREFIX), name, Checks.path(in.path(), "path"), call.now())
                .withBoundary(boundary == null ? null : boundary.id())
                .withTags(Tags.with(Map.of(), in.tags()));
        call.draft().put(user);
        return new CreateUserResponse(Views.user(call.state(), user, true));
    }

    private static Ask askGet(IamCall call, GetUserRequest in) {
        String name = call.userName(in.userName());
        return name == null
                ? Ask.of(call, Arns.root(call.accountId())).build()
                : Ask.of(call, Kind.USER, name).build();
    }

    private static GetUserResponse get(IamCall call, GetUserRequest in) {
        String name = call.userName(in.userName());
        if (name == null) {
            return new GetUserResponse(User.builder()
                    .path("/")
                    .userId(call.accountId())
                    .arn(Arns.root(call.accountId()))
                    .createDate(IamCall.instant(0))
                    .userName(call.state().settings().alias())
                    .build());
        }
        return new GetUserResponse(Views.user(call.state(), call.identity(Kind.USER, name), true));
    }

    private static ListUsersResponse list(IamCall call, ListUsersRequest in) {
        Slice<IamIdentity> page = Identities.page(call.state().users(), in.pathPrefix(), in.marker(), in.maxItems());
        return new ListUsersResponse(
                page.map(user -> Views.user(call.state(), user, false)).items(), page.truncated(), page.marker());
    }

    private static Ask askUpdate(IamCall call, UpdateUserRequest in) {
        return Ask.of(call, Kind.USER, in.userName())
                .becomes(Kind.USER, in.userName(), in.newUserName(), in.newPath())
                .build();
    }

    private static UpdateUserResponse update(IamCall call, UpdateUserRequest in) {
        IamIdentity user = call.identity(Kind.USER, in.userName());
        call.draft().put(Identities.renamed(call, user, in.newUserName(), in.newPath()));
        return new UpdateUserResponse();
    }

    private DeleteUserResponse delete(IamCall call, DeleteUserRequest in) {
        IamIdentity user = call.identity(Kind.USER, in.userName());
        if (!keys.list(new KeyOwner(call.accountId(), user.id())).isEmpty()) {
            throw IamErrors.conflict("Cannot delete entity, must delete access keys first.");
        }
        if (call.state().logins().containsKey(user.id())) {
            throw IamErrors.conflict("Cannot delete entity, must delete login profile first.");
        }
        if (!user.groups().isEmpty()) {
            throw IamErrors.conflict("Cannot delete entity, must remove users from group first.");
        }
        Identities.checkBare(call.state(), user);
        call.draft().remove(user);
        return new DeleteUserResponse();
    }
}
