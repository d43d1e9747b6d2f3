package io.tarn.core.iam;

import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamThing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operations on users, groups and roles have in common. */
final class Identities {
    private Identities() {}

    /** Refuses a name that is taken and one thing too many. */
    static void checkNew(IamState state, Kind kind, String name) {
        if (state.shelf(kind).named(name) != null) {
            throw IamErrors.exists(kind, name);
        }
        if (state.shelf(kind).size() >= Quotas.of(kind)) {
            throw IamErrors.quota(Quotas.name(kind), Quotas.of(kind));
        }
    }

    /** The policy that shall be a boundary; null if none is named. */
    static @Nullable IamPolicy boundary(IamCall call, @Nullable String arn) {
        if (arn == null) {
            return null;
        }
        IamPolicy policy = call.policy(Checks.policyArn(arn, "permissionsBoundary"));
        if (policy == null) {
            throw IamErrors.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable.");
        }
        return policy;
    }

    /** The same under a new name or path, if they are free. */
    static IamIdentity renamed(IamCall call, IamIdentity identity, @Nullable String newName, @Nullable String newPath) {
        String name = newName == null ? identity.name() : Checks.name(identity.kind(), newName);
        String path = newPath == null ? identity.path() : Checks.path(newPath, "newPath");
        IamIdentity holder = call.state().shelf(identity.kind()).named(name);
        if (holder != null && !holder.id().equals(identity.id())) {
            throw IamErrors.exists(identity.kind(), name);
        }
        return identity.renamed(name, path);
    }

    /** Refuses to delete what policies still belong to. */
    static void checkBare(IamState state, IamIdentity identity) {
        if (!identity.attached().isEmpty()) {
            throw IamErrors.conflict("Cannot delete entity, must detach all policies first.");
        }
        if (!state.inlineOf(identity).documents().isEmpty()) {
            throw IamErrors.conflict("Cannot delete entity, must delete policies first.");
        }
    }

    /** A page of the things below a path. */
    static <T extends IamThing> Slice<T> page(
            Shelf<T> shelf, @Nullable String pathPrefix, @Nullable String marker, @Nullable Integer maxItems) {
        String prefix = Checks.pathPrefix(pathPrefix);
        List<T> below = shelf.all().stream()
                .filter(thing -> thing.path().startsWith(prefix))
                .toList();
        return Slice.of(below, thing -> Shelf.key(thing.name()), marker, maxItems);
    }
}
