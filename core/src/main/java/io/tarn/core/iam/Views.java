package io.tarn.core.iam;

import io.tarn.api.iam.AttachedPermissionsBoundary;
import io.tarn.api.iam.AttachedPolicy;
import io.tarn.api.iam.Group;
import io.tarn.api.iam.InstanceProfile;
import io.tarn.api.iam.Policy;
import io.tarn.api.iam.PolicyVersion;
import io.tarn.api.iam.Role;
import io.tarn.api.iam.Tag;
import io.tarn.api.iam.User;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamProfile;
import io.tarn.core.layout.IamVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What lies in rows, in the words of IAM's answers. */
final class Views {
    private Views() {}

    /** A user; lists leave boundary and tags out. */
    static User user(IamState state, IamIdentity user, boolean whole) {
        return User.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(Arns.of(state.accountId(), user))
                .createDate(IamCall.instant(user.created()))
                .permissionsBoundary(whole ? boundary(state, user) : null)
                .tags(whole ? tags(user.tags()) : null)
                .build();
    }

    static Group group(IamState state, IamIdentity group) {
        return Group.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(Arns.of(state.accountId(), group))
                .createDate(IamCall.instant(group.created()))
                .build();
    }

    /** A role; lists leave boundary and tags out. */
    static Role role(IamState state, IamIdentity role, boolean whole) {
        return Role.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(Arns.of(state.accountId(), role))
                .createDate(IamCall.instant(role.created()))
                .assumeRolePolicyDocument(trust(state, role))
                .description(role.description())
                .maxSessionDuration(role.sessionSecondsMax())
                .permissionsBoundary(whole ? boundary(state, role) : null)
                .tags(whole ? tags(role.tags()) : null)
                .build();
    }

    static String trust(IamState state, IamIdentity role) {
        return Documents.encoded(Objects.requireNonNull(state.inlineOf(role).trust(), "trust policy of a role"));
    }

    static @Nullable AttachedPermissionsBoundary boundary(IamState state, IamIdentity identity) {
        IamPolicy policy = identity.boundary() == null ? null : state.policy(identity.boundary());
        return policy == null ? null : new AttachedPermissionsBoundary("Policy", state.arn(policy));
    }

    /** A managed policy with what it is attached to counted; lists leave description and tags out. */
    static Policy policy(IamState state, IamPolicy policy, PolicyUses uses, boolean whole) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(state.arn(policy))
                .path(policy.path())
                .defaultVersionId("v" + policy.defaultVersion())
                .attachmentCount(uses.attachments(policy.id()))
                .permissionsBoundaryUsageCount(uses.boundaries(policy.id()))
                .isAttachable(true)
                .description(whole ? policy.description() : null)
                .createDate(IamCall.instant(policy.created()))
                .updateDate(IamCall.instant(policy.updated()))
                .tags(whole ? tags(policy.tags()) : null)
                .build();
    }

    /** A version; lists leave the document out. */
    static PolicyVersion version(IamPolicy policy, IamVersion version, boolean whole) {
        return PolicyVersion.builder()
                .document(whole ? Documents.encoded(version.document()) : null)
                .versionId("v" + version.number())
                .isDefaultVersion(version.number() == policy.defaultVersion())
                .createDate(IamCall.instant(version.created()))
                .build();
    }

    static InstanceProfile profile(IamState state, IamProfile profile, boolean whole) {
        IamIdentity role = profile.role() == null ? null : state.roles().withId(profile.role());
        return InstanceProfile.builder()
                .path(profile.path())
                .instanceProfileName(profile.name())
                .instanceProfileId(profile.id())
                .arn(Arns.profile(state.accountId(), profile))
                .createDate(IamCall.instant(profile.created()))
                .roles(role == null ? List.of() : List.of(role(state, role, false)))
                .tags(whole ? tags(profile.tags()) : null)
                .build();
    }

    static List<AttachedPolicy> attached(IamState state, IamIdentity identity) {
        return identity.attached().stream()
                .map(state::policy)
                .filter(Objects::nonNull)
                .map(policy -> new AttachedPolicy(policy.name(), state.arn(policy)))
                .toList();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }
}
