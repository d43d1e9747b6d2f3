package io.tarn.core.sts;

import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryException;
import io.tarn.api.sts.AssumeRoleRequest;
import io.tarn.api.sts.AssumeRoleResponse;
import io.tarn.api.sts.AssumedRoleUser;
import io.tarn.core.access.Caller;
import io.tarn.core.access.GrantSource;
import io.tarn.core.layout.SessionRecord;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyPrincipal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** AssumeRole: somebody of an account takes on a role for a while. */
final class AssumingRoles {
    private static final String ASSUME = "sts:AssumeRole";
    private static final String TAG = "sts:TagSession";
    private static final String SOURCE = "sts:SetSourceIdentity";

    private final Roles roles;
    private final GrantSource source;
    private final SessionMaker sessions;

    AssumingRoles(Roles roles, GrantSource source, SessionMaker sessions) {
        this.roles = roles;
        this.source = source;
        this.sessions = sessions;
    }

    /**
     * Begins the session.
     *
     * @param from the session that asks, or null if a long-lived key does
     */
    AssumeRoleResponse assume(
            Caller.Identity caller, @Nullable SessionRecord from, PolicyContext keys, AssumeRoleRequest request) {
        refuseSecondFactor(request.tokenCode());
        String name = SessionRules.name(request.roleSessionName(), "roleSessionName");
        String externalId = SessionRules.externalId(request.externalId());
        Map<String, String> asked = SessionRules.tags(request.tags());
        Map<String, String> tags = inherit(asked, from);
        List<String> transitive = SessionRules.transitive(
                request.transitiveTagKeys(), asked, from == null ? List.of() : from.transitive());
        String sourceIdentity = sourceIdentity(request.sourceIdentity(), from);
        GrantSource.Role role = roles.find(request.roleArn());
        PolicyContext.Builder context = PolicyContext.builder().text("sts:RoleSessionName", name);
        if (externalId != null) {
            context.text("sts:ExternalId", externalId);
        }
        if (sourceIdentity != null) {
            context.text("sts:SourceIdentity", sourceIdentity);
        }
        context.texts("aws:TagKeys", List.copyOf(asked.keySet())).texts("sts:TransitiveTagKeys", transitive);
        asked.forEach((key, value) -> context.text("aws:RequestTag/" + key, value));
        require(caller, ASSUME, role, context, keys, request.roleArn());
        if (!asked.isEmpty()) {
            require(caller, TAG, role, context, keys, request.roleArn());
        }
        if (request.sourceIdentity() != null) {
            require(caller, SOURCE, role, context, keys, request.roleArn());
        }
        GrantSource.Role allowed = checked(role, caller, request.roleArn());
        SessionMaker.Terms terms = new SessionMaker.Terms(
                SessionRules.policy(request.policy()),
                SessionRules.policyArns(request.policyArns(), source, allowed.account()),
                tags,
                transitive,
                sourceIdentity,
                null,
                Map.of());
        int seconds = seconds(request.durationSeconds(), allowed, from);
        SessionMaker.Made made =
                sessions.make(SessionRecord.Kind.ROLE, allowed.account().id(), allowed.id(), name, seconds, terms);
        return AssumeRoleResponse.builder()
                .credentials(made.credentials())
                .assumedRoleUser(user(allowed, name))
                .packedPolicySize(made.packedPercent())
                .sourceIdentity(sourceIdentity)
                .build();
    }

    static AssumedRoleUser user(GrantSource.Role role, String name) {
        return AssumedRoleUser.builder()
                .assumedRoleId(role.id() + ":" + name)
                .arn("arn:aws:sts::" + role.account().id() + ":assumed-role/" + role.name() + "/" + name)
                .build();
    }

    private static void require(
            Caller.Identity caller,
            String action,
            GrantSource.@Nullable Role role,
            PolicyContext.Builder context,
            PolicyContext keys,
            @Nullable String arn) {
        GrantSource.Role known = checked(role, caller, arn);
        known.tags()
                .forEach((key, value) ->
                        context.text("aws:ResourceTag/" + key, value).text("iam:ResourceTag/" + key, value));
        PolicyContext all = context.build().orElse(keys).orElse(caller.traits());
        // Roles may not be assumed by root users, whatever the trust policy says.
        boolean root = caller.principal() instanceof PolicyPrincipal.Root;
        if (root || !TrustCheck.allows(caller, action, known, all)) {
            throw root
                    ? StsErrors.denied("Roles may not be assumed by root accounts.")
                    : StsErrors.denied(caller.arn(), action, known.arn());
        }
    }

    /** A role that is missing is refused as one that may not be assumed. */
    private static GrantSource.Role checked(
            GrantSource.@Nullable Role role, Caller.Identity caller, @Nullable String arn) {
        if (role == null) {
            throw StsErrors.denied(caller.arn(), ASSUME, String.valueOf(arn));
        }
        return role;
    }

    private static Map<String, String> inherit(Map<String, String> asked, @Nullable SessionRecord from) {
        Map<String, String> tags = new LinkedHashMap<>(asked);
        for (String key : from == null ? List.<String>of() : from.transitive()) {
            if (asked.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
                throw StsErrors.invalid("One of the specified transitive tag keys can't be set because it conflicts"
                        + " with a transitive tag key from the calling session.");
            }
            String value = from == null ? null : from.tags().get(key);
            if (value != null) {
                tags.put(key, value);
            }
        }
        return tags;
    }

    /** Who is behind the first session of a chain stays behind all that follow. */
    private static @Nullable String sourceIdentity(@Nullable String asked, @Nullable SessionRecord from) {
        String known = from == null ? null : from.sourceIdentity();
        if (asked == null) {
            return known;
        }
        SessionRules.name(asked, "sourceIdentity");
        if (known != null && !known.equals(asked)) {
            throw StsErrors.denied("The source identity of a session cannot be changed");
        }
        return asked;
    }

    private static int seconds(@Nullable Integer asked, GrantSource.Role role, @Nullable SessionRecord from) {
        if (from != null && from.kind() == SessionRecord.Kind.ROLE) {
            return SessionRules.seconds(
                    asked,
                    SessionRules.HOUR,
                    SessionRules.HOUR,
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                            + " chaining");
        }
        return SessionRules.seconds(
                asked,
                SessionRules.HOUR,
                role.sessionSecondsMax(),
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    /** There are no MFA devices here, so that no code can be right. */
    static void refuseSecondFactor(@Nullable String code) {
        if (code != null) {
            throw QueryException.of(
                    CommonQueryError.ACCESS_DENIED,
                    "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        }
    }
}
