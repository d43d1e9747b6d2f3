package io.tarn.core.iam;

import io.tarn.api.iam.DeleteRolePermissionsBoundaryResponse;
import io.tarn.api.iam.DeleteUserPermissionsBoundaryResponse;
import io.tarn.api.iam.PutRolePermissionsBoundaryResponse;
import io.tarn.api.iam.PutUserPermissionsBoundaryResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamPolicy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Boundaries of users and roles. */
final class BoundaryOperations {
    private BoundaryOperations() {}

    static void addTo(OperationTable table) {
        table.add(
                IamCodecs.PUT_USER_PERMISSIONS_BOUNDARY,
                (call, in) -> ask(call, Kind.USER, in.userName(), in.permissionsBoundary()),
                (call, in) -> {
                    put(call, Kind.USER, in.userName(), in.permissionsBoundary());
                    return new PutUserPermissionsBoundaryResponse();
                });
        table.add(
                IamCodecs.PUT_ROLE_PERMISSIONS_BOUNDARY,
                (call, in) -> ask(call, Kind.ROLE, in.roleName(), in.permissionsBoundary()),
                (call, in) -> {
                    put(call, Kind.ROLE, in.roleName(), in.permissionsBoundary());
                    return new PutRolePermissionsBoundaryResponse();
                });
        table.add(
                IamCodecs.DELETE_USER_PERMISSIONS_BOUNDARY,
                (call, in) -> Ask.of(call, Kind.USER, in.userName()).build(),
                (call, in) -> {
                    delete(call, Kind.USER, in.userName());
                    return new DeleteUserPermissionsBoundaryResponse();
                });
        table.add(
                IamCodecs.DELETE_ROLE_PERMISSIONS_BOUNDARY,
                (call, in) -> Ask.of(call, Kind.ROLE, in.roleName()).build(),
                (call, in) -> {
                    delete(call, Kind.ROLE, in.roleName());
                    return new DeleteRolePermissionsBoundaryResponse();
                });
    }

    private static Ask ask(IamCall call, Kind kind, @Nullable String name, @Nullable String boundary) {
        return Ask.of(call, kind, name).boundary(boundary).build();
    }

    private static void put(IamCall call, Kind kind, @Nullable String name, @Nullable String arn) {
        IamIdentity identity = call.identity(kind, name);
        IamPolicy boundary = Identities.boundary(call, Checks.policyArn(arn, "permissionsBoundary"));
        call.draft().put(identity.withBoundary(Objects.requireNonNull(boundary).id()));
    }

    private static void delete(IamCall call, Kind kind, @Nullable String name) {
        IamIdentity identity = call.identity(kind, name);
        if (identity.boundary() == null) {
            throw IamErrors.noSuchEntity(
                    "The " + Arns.type(kind) + " with name " + identity.name() + " has no permissions boundary.");
        }
        call.draft().put(identity.withBoundary(null));
    }
}
