package io.tarn.core.iam;

import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamInline;
import io.tarn.core.layout.IamLogin;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamProfile;
import io.tarn.core.layout.IamProvider;
import io.tarn.core.layout.IamSettings;
import io.tarn.core.layout.IamVersion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All of one account's IAM at one moment. Immutable.
 *
 * @param accountId whose it is
 * @param users by name
 * @param groups by name
 * @param roles by name
 * @param policies the account's own managed policies
 * @param versions of its own policies: by policy id, then by number
 * @param inline by id of user, group or role
 * @param profiles instance profiles
 * @param providers by URL in lower case
 * @param logins passwords by user id
 * @param settings of the account as a whole
 * @param bytes that all this takes in rows
 */
record IamState(
        String accountId,
        Shelf<IamIdentity> users,
        Shelf<IamIdentity> groups,
        Shelf<IamIdentity> roles,
        Shelf<IamPolicy> policies,
        Map<String, SortedMap<Integer, IamVersion>> versions,
        Map<String, IamInline> inline,
        Shelf<IamProfile> profiles,
        SortedMap<String, IamProvider> providers,
        Map<String, IamLogin> logins,
        IamSettings settings,
        long bytes) {

    Shelf<IamIdentity> shelf(Kind kind) {
        return switch (kind) {
            case USER -> users;
            case GROUP -> groups;
            case ROLE -> roles;
        };
    }

    /** Every user, group and role. */
    Stream<IamIdentity> identities() {
        return Stream.of(users, groups, roles).map(Shelf::all).flatMap(Collection::stream);
    }

    /** A managed policy, the account's own or one for all accounts; null if there is none. */
    @Nullable
    IamPolicy policy(String id) {
        IamPolicy own = policies.withId(id);
        return own == null ? AwsPolicies.withId(id) : own;
    }

    /** The document of a policy's version, or null if there is none. */
    @Nullable
    IamVersion version(IamPolicy policy, int number) {
        IamVersion common = AwsPolicies.version(policy.id());
        if (common != null) {
            return common.number() == number ? common : null;
        }
        return versionsOf(policy).get(number);
    }

    /** The version that counts. */
    IamVersion defaultVersion(IamPolicy policy) {
        return Objects.requireNonNull(version(policy, policy.defaultVersion()), "the default version");
    }

    /** The versions of one of the account's own policies by number. */
    SortedMap<Integer, IamVersion> versionsOf(IamPolicy policy) {
        return Objects.requireNonNull(versions.get(policy.id()), "versions of a policy");
    }

    /** What lies within a user, group or role. */
    IamInline inlineOf(IamIdentity identity) {
        return inline.getOrDefault(identity.id(), new IamInline(identity.id(), Map.of(), null));
    }

    /** The ARN of a managed policy. */
    String arn(IamPolicy policy) {
        return AwsPolicies.withId(policy.id()) == null ? Arns.policy(accountId, policy) : AwsPolicies.arn(policy);
    }

    /** The users of a group in the order of their names. */
    List<IamIdentity> members(IamIdentity group) {
        return users.all().stream()
                .filter(user -> user.groups().contains(group.id()))
                .toList();
    }

    /** The groups of a user in the order of their joining. */
    List<IamIdentity> groupsOf(IamIdentity user) {
        return user.groups().stream()
                .map(groups::withId)
                .filter(Objects::nonNull)
                .toList();
    }
}
