package io.tarn.core.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that decides one request.
 *
 * @param identity the policies of the user and its groups, or of the role
 * @param boundary the most the user or role can be allowed, or null without a boundary
 * @param session what narrows the session; empty without session policies
 * @param resource the resource's policy, or null if it has none
 * @param aclGrants whether an access control list grants the action to the principal, its account or everyone
 */
public record PolicySet(
        List<NamedPolicy> identity,
        @Nullable NamedPolicy boundary,
        List<NamedPolicy> session,
        @Nullable NamedPolicy resource,
        boolean aclGrants) {
    /** No policy at all. */
    public static final PolicySet NONE = new PolicySet(List.of(), null, List.of(), null, false);

    public PolicySet {
        identity = List.copyOf(identity);
        session = List.copyOf(session);
    }

    /** The same with these identity policies. */
    public PolicySet withIdentity(NamedPolicy... policies) {
        return new PolicySet(List.of(policies), boundary, session, resource, aclGrants);
    }

    /** The same with a boundary. */
    public PolicySet withBoundary(NamedPolicy policy) {
        return new PolicySet(identity, policy, session, resource, aclGrants);
    }

    /** The same with these session policies. */
    public PolicySet withSession(NamedPolicy... policies) {
        return new PolicySet(identity, boundary, List.of(policies), resource, aclGrants);
    }

    /** The same with a resource policy. */
    public PolicySet withResource(NamedPolicy policy) {
        return new PolicySet(identity, boundary, session, policy, aclGrants);
    }

    /** The same with an access control list's answer. */
    public PolicySet withAclGrants(boolean grants) {
        return new PolicySet(identity, boundary, session, resource, grants);
    }
}
