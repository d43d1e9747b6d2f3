package io.tarn.core.access;

import io.tarn.core.policy.PolicyDecision;
import io.tarn.core.policy.PolicyStatement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Authorizer}'s answer, and what it rests on.
 *
 * @param reason what decided
 * @param policies what the policies say, or null if they were not asked or if something else decided
 */
public record Decision(Reason reason, @Nullable PolicyDecision policies) {
    /** The caller may, and nothing had to be looked at: it is the root user of the account that owns what it asks for. */
    public static final Decision OWNER = new Decision(Reason.OWNER, null);

    /** What decided. */
    public enum Reason {
        /** The root user of the owning account asks, and no policy speaks of what it asks for. */
        OWNER(true, "the root user of the owning account"),
        /** The policies and lists allow it. */
        ALLOWED(true, "allowed"),
        /** The policies and lists do not allow it. */
        NOT_ALLOWED(false, "not allowed"),
        /** There is no such object, and the caller may list the bucket: it may be told so. */
        NOTHING_THERE(true, "there is nothing, and who may list the bucket may know"),
        /** The account that owns the resource is disabled. */
        ACCOUNT_DISABLED(false, "the account that owns the bucket is disabled"),
        /** The bucket's policy is public, and that is restricted to the owner's account. */
        PUBLIC_ACCESS_RESTRICTED(false, "RestrictPublicBuckets keeps all but the owner's account out"),
        /** The requester pays, and did not say that it will. */
        REQUESTER_DOES_NOT_PAY(false, "the requester pays for this bucket, and did not say so"),
        /** An authorizer that has no policies. */
        REFUSED(false, "refused");

        private final boolean allowed;
        private final String words;

        Reason(boolean allowed, String words) {
            this.allowed = allowed;
            this.words = words;
        }
    }

    /** The answer of policies. */
    public static Decision of(PolicyDecision policies) {
        return new Decision(policies.allowed() ? Reason.ALLOWED : Reason.NOT_ALLOWED, policies);
    }

    /** An answer for which no policy is the reason. */
    public static Decision of(Reason reason) {
        return new Decision(reason, null);
    }

    /** True if the caller may. */
    public boolean allowed() {
        return reason.allowed;
    }

    /** The name of the policy that decided, or null. */
    public @Nullable String policy() {
        return policies == null ? null : policies.policy();
    }

    /** The statement that decided, or null. */
    public @Nullable PolicyStatement statement() {
        return policies == null ? null : policies.statement();
    }

    /** One line for an operator, never for the caller. */
    public String explanation() {
        return policies == null
                ? reason.words
                : Objects.requireNonNull(policies).explanation();
    }
}
