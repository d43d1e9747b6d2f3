package io.tarn.core.iam;

import io.tarn.api.iam.ListInstanceProfileTagsResponse;
import io.tarn.api.iam.ListOpenIDConnectProviderTagsResponse;
import io.tarn.api.iam.ListPolicyTagsResponse;
import io.tarn.api.iam.ListRoleTagsResponse;
import io.tarn.api.iam.ListUserTagsResponse;
import io.tarn.api.iam.Tag;
import io.tarn.api.iam.TagInstanceProfileResponse;
import io.tarn.api.iam.TagOpenIDConnectProviderResponse;
import io.tarn.api.iam.TagPolicyResponse;
import io.tarn.api.iam.TagRoleResponse;
import io.tarn.api.iam.TagUserResponse;
import io.tarn.api.iam.UntagInstanceProfileResponse;
import io.tarn.api.iam.UntagOpenIDConnectProviderResponse;
import io.tarn.api.iam.UntagPolicyResponse;
import io.tarn.api.iam.UntagRoleResponse;
import io.tarn.api.iam.UntagUserResponse;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamProfile;
import io.tarn.core.layout.IamProvider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tags of users, roles, policies, instance profiles and providers. */
final class TagOperations {
    private TagOperations() {}

    static void addTo(OperationTable table) {
        users(table);
        roles(table);
        policies(table);
        profiles(table);
        providers(table);
    }

    private static void users(OperationTable table) {
        table.add(
                IamCodecs.TAG_USER,
                (call, in) ->
                        Ask.of(call, Kind.USER, in.userName()).tags(in.tags()).build(),
                (call, in) -> {
                    IamIdentity user = call.identity(Kind.USER, in.userName());
                    call.draft().put(user.withTags(Tags.with(user.tags(), in.tags())));
                    return new TagUserResponse();
                });
        table.add(
                IamCodecs.UNTAG_USER,
                (call, in) -> Ask.of(call, Kind.USER, in.userName())
                        .tagKeys(in.tagKeys())
                        .build(),
                (call, in) -> {
                    IamIdentity user = call.identity(Kind.USER, in.userName());
                    call.draft().put(user.withTags(Tags.without(user.tags(), in.tagKeys())));
                    return new UntagUserResponse();
                });
        table.add(
                IamCodecs.LIST_USER_TAGS,
                (call, in) -> Ask.of(call, Kind.USER, in.userName()).build(),
                (call, in) -> {
                    Map<String, String> tags =
                            call.identity(Kind.USER, in.userName()).tags();
                    Slice<Tag> page = page(tags, in.marker(), in.maxItems());
                    return new ListUserTagsResponse(page.items(), page.truncated(), page.marker());
                });
    }

    private static void roles(OperationTable table) {
        table.add(
                IamCodecs.TAG_ROLE,
                (call, in) ->
                        Ask.of(call, Kind.ROLE, in.roleName()).tags(in.tags()).build(),
                (call, in) -> {
                    IamIdentity role = call.identity(Kind.ROLE, in.roleName());
                    call.draft().put(role.withTags(Tags.with(role.tags(), in.tags())));
                    return new TagRoleResponse();
                });
        table.add(
                IamCodecs.UNTAG_ROLE,
                (call, in) -> Ask.of(call, Kind.ROLE, in.roleName())
                        .tagKeys(in.tagKeys())
                        .build(),
                (call, in) -> {
                    IamIdentity role = call.identity(Kind.ROLE, in.roleName());
                    call.draft().put(role.withTags(Tags.without(role.tags(), in.tagKeys())));
                    return new UntagRoleResponse();
                });
        table.add(
                IamCodecs.LIST_ROLE_TAGS,
                (call, in) -> Ask.of(call, Kind.ROLE, in.roleName()).build(),
                (call, in) -> {
                    Map<String, String> tags =
                            call.identity(Kind.ROLE, in.roleName()).tags();
                    Slice<Tag> page = page(tags, in.marker(), in.maxItems());
                    return new ListRoleTagsResponse(page.items(), page.truncated(), page.marker());
                });
    }

    private static void policies(OperationTable table) {
        table.add(
                IamCodecs.TAG_POLICY,
                (call, in) -> Ask.ofPolicy(call, in.policyArn()).tags(in.tags()).build(),
                (call, in) -> {
                    IamPolicy policy = call.ownPolicy(in.policyArn());
                    call.draft().put(policy.withTags(Tags.with(policy.tags(), in.tags())));
                    return new TagPolicyResponse();
                });
        table.add(
                IamCodecs.UNTAG_POLICY,
                (call, in) ->
                        Ask.ofPolicy(call, in.policyArn()).tagKeys(in.tagKeys()).build(),
                (call, in) -> {
                    IamPolicy policy = call.ownPolicy(in.policyArn());
                    call.draft().put(policy.withTags(Tags.without(policy.tags(), in.tagKeys())));
                    return new UntagPolicyResponse();
                });
        table.add(
                IamCodecs.LIST_POLICY_TAGS,
                (call, in) -> Ask.ofPolicy(call, in.policyArn()).build(),
                (call, in) -> {
                    Map<String, String> tags =
                            PolicyOperations.anyPolicy(call, in.policyArn()).tags();
                    Slice<Tag> page = page(tags, in.marker(), in.maxItems());
                    return new ListPolicyTagsResponse(page.items(), page.truncated(), page.marker());
                });
    }

    private static void profiles(OperationTable table) {
        table.add(
                IamCodecs.TAG_INSTANCE_PROFILE,
                (call, in) -> ProfileOperations.about(call, in.instanceProfileName())
                        .tags(in.tags())
                        .build(),
                (call, in) -> {
                    IamProfile profile = ProfileOperations.profile(call, in.instanceProfileName());
                    call.draft().put(profile.withTags(Tags.with(profile.tags(), in.tags())));
                    return new TagInstanceProfileResponse();
                });
        table.add(
                IamCodecs.UNTAG_INSTANCE_PROFILE,
                (call, in) -> ProfileOperations.about(call, in.instanceProfileName())
                        .tagKeys(in.tagKeys())
                        .build(),
                (call, in) -> {
                    IamProfile profile = ProfileOperations.profile(call, in.instanceProfileName());
                    call.draft().put(profile.withTags(Tags.without(profile.tags(), in.tagKeys())));
                    return new UntagInstanceProfileResponse();
                });
        table.add(
                IamCodecs.LIST_INSTANCE_PROFILE_TAGS,
                (call, in) ->
                        ProfileOperations.about(call, in.instanceProfileName()).build(),
                (call, in) -> {
                    Map<String, String> tags = ProfileOperations.profile(call, in.instanceProfileName())
                            .tags();
                    Slice<Tag> page = page(tags, in.marker(), in.maxItems());
                    return new ListInstanceProfileTagsResponse(page.items(), page.truncated(), page.marker());
                });
    }

    private static void providers(OperationTable table) {
        table.add(
                IamCodecs.TAG_OPEN_ID_CONNECT_PROVIDER,
                (call, in) -> ProviderOperations.about(call, in.openIDConnectProviderArn())
                        .tags(in.tags())
                        .build(),
                (call, in) -> {
                    IamProvider provider = ProviderOperations.provider(call, in.openIDConnectProviderArn());
                    call.draft().put(provider.withTags(Tags.with(provider.tags(), in.tags())));
                    return new TagOpenIDConnectProviderResponse();
                });
        table.add(
                IamCodecs.UNTAG_OPEN_ID_CONNECT_PROVIDER,
                (call, in) -> ProviderOperations.about(call, in.openIDConnectProviderArn())
                        .tagKeys(in.tagKeys())
                        .build(),
                (call, in) -> {
                    IamProvider provider = ProviderOperations.provider(call, in.openIDConnectProviderArn());
                    call.draft().put(provider.withTags(Tags.without(provider.tags(), in.tagKeys())));
                    return new UntagOpenIDConnectProviderResponse();
                });
        table.add(
                IamCodecs.LIST_OPEN_ID_CONNECT_PROVIDER_TAGS,
                (call, in) -> ProviderOperations.about(call, in.openIDConnectProviderArn())
                        .build(),
                (call, in) -> {
                    Map<String, String> tags = ProviderOperations.provider(call, in.openIDConnectProviderArn())
                            .tags();
                    Slice<Tag> page = page(tags, in.marker(), in.maxItems());
                    return new ListOpenIDConnectProviderTagsResponse(page.items(), page.truncated(), page.marker());
                });
    }

    private static Slice<Tag> page(Map<String, String> tags, @Nullable String marker, @Nullable Integer maxItems) {
        return Slice.of(Views.tags(tags), tag -> String.valueOf(tag.key()), marker, maxItems);
    }
}
