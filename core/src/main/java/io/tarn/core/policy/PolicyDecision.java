package io.tarn.core.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a set of policies decides, and by what.
 *
 * @param reason why
 * @param layer which of the sets of policies decided; for a refusal without a denial, the one that does not allow
 * @param policy the name of the deciding policy, or null if the absence of an allowance decided
 * @param statement its deciding statement, or null likewise
 */
public record PolicyDecision(
        Reason reason,
        @Nullable Layer layer,
        @Nullable String policy,
        @Nullable PolicyStatement statement) {
    /** The sets of policies that a request is held against. */
    public enum Layer {
        /** The policy of the bucket or other resource. */
        RESOURCE,
        /** The policies of the user and its groups, or of the role. */
        IDENTITY,
        /** The permissions boundary. */
        BOUNDARY,
        /** The policies of the session. */
        SESSION
    }

    /** Why a request is allowed or denied. */
    public enum Reason {
        /** The resource's policy names the principal. */
        ALLOWED_BY_RESOURCE_POLICY(true),
        /** The principal's policies allow it, and whatever else must. */
        ALLOWED_BY_IDENTITY_POLICY(true),
        /** An access control list grants it to somebody who needs no policy. */
        ALLOWED_BY_ACL(true),
        /** The principal is the root user of the resource's account. */
        ALLOWED_TO_ROOT(true),
        /** A statement denies it. */
        EXPLICIT_DENY(false),
        /** No policy of the principal allows it. */
        NO_IDENTITY_POLICY_ALLOWS(false),
        /** The boundary does not allow it. */
        BOUNDARY_DOES_NOT_ALLOW(false),
        /** No session policy allows it. */
        SESSION_POLICY_DOES_NOT_ALLOW(false),
        /** The resource belongs to another account, or the principal to none, and the resource's side does not allow it. */
        NO_RESOURCE_POLICY_ALLOWS(false);

        private final boolean allowed;

        Reason(boolean allowed) {
            this.allowed = allowed;
        }
    }

    /** Whether the request may go on. */
    public boolean allowed() {
        return reason.allowed;
    }

    /** One line for an operator: the reason and, where one decided, policy and statement. */
    public String explanation() {
        String words = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (statement == null) {
            return words;
        }
        String sid = statement.sid();
        String name = sid == null ? "" : " (" + sid + ")";
        return words + ": " + policy + ", statement " + statement.index() + name;
    }
}
