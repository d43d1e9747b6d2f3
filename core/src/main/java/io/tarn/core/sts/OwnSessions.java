package io.tarn.core.sts;

import io.tarn.api.sts.FederatedUser;
import io.tarn.api.sts.GetFederationTokenRequest;
import io.tarn.api.sts.GetFederationTokenResponse;
import io.tarn.api.sts.GetSessionTokenRequest;
import io.tarn.api.sts.GetSessionTokenResponse;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Caller;
import io.tarn.core.access.GrantSource;
import io.tarn.core.access.Resource;
import io.tarn.core.layout.SessionRecord;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyPrincipal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GetSessionToken and GetFederationToken: users make sessions of their own, for themselves or for others. */
final class OwnSessions {
    private static final int SECONDS_USUAL = 43_200;
    private static final int SECONDS_MAX = 129_600;
    private static final String FEDERATE = "sts:GetFederationToken";
    private static final String TAG = "sts:TagSession";

    private final GrantSource source;
    private final Authorizer authorizer;
    private final SessionMaker sessions;

    OwnSessions(GrantSource source, Authorizer authorizer, SessionMaker sessions) {
        this.source = source;
        this.authorizer = authorizer;
        this.sessions = sessions;
    }

    GetSessionTokenResponse own(Caller.Identity caller, @Nullable SessionRecord from, GetSessionTokenRequest request) {
        refuseSessions("GetSessionToken", from);
        AssumingRoles.refuseSecondFactor(request.tokenCode());
        SessionMaker.Made made = sessions.make(
                SessionRecord.Kind.USER,
                caller.account().id(),
                principalId(caller),
                "",
                seconds(request.durationSeconds(), caller),
                SessionMaker.Terms.NONE);
        return GetSessionTokenResponse.builder().credentials(made.credentials()).build();
    }

    GetFederationTokenResponse lent(
            Caller.Identity caller,
            @Nullable SessionRecord from,
            PolicyContext keys,
            GetFederationTokenRequest request) {
        refuseSessions("GetFederationToken", from);
        String name = SessionRules.federatedName(request.name());
        Map<String, String> tags = SessionRules.tags(request.tags());
        String arn = "arn:aws:sts::" + caller.account().id() + ":federated-user/" + name;
        PolicyContext.Builder context = PolicyContext.builder().texts("aws:TagKeys", List.copyOf(tags.keySet()));
        tags.forEach((key, value) -> context.text("aws:RequestTag/" + key, value));
        require(caller, FEDERATE, arn, context.build().orElse(keys));
        if (!tags.isEmpty()) {
            require(caller, TAG, arn, context.build().orElse(keys));
        }
        SessionMaker.Terms terms = new SessionMaker.Terms(
                SessionRules.policy(request.policy()),
                SessionRules.policyArns(request.policyArns(), source, caller.account()),
                tags,
                List.of(),
                null,
                null,
                Map.of());
        SessionMaker.Made made = sessions.make(
                SessionRecord.Kind.FEDERATED,
                caller.account().id(),
                principalId(caller),
                name,
                seconds(request.durationSeconds(), caller),
                terms);
        return GetFederationTokenResponse.builder()
                .credentials(made.credentials())
                .federatedUser(FederatedUser.builder()
                        .federatedUserId(caller.account().id() + ":" + name)
                        .arn(arn)
                        .build())
                .packedPolicySize(made.packedPercent())
                .build();
    }

    private static void refuseSessions(String operation, @Nullable SessionRecord from) {
        if (from != null) {
            throw StsErrors.denied("Cannot call " + operation + " with session credentials");
        }
    }

    private void require(Caller.Identity caller, String action, String arn, PolicyContext keys) {
        Resource resource = new Resource.Iam(arn, caller.account().id(), PolicyContext.EMPTY);
        if (!authorizer
                .decide(new AccessRequest(caller, action, resource, keys, false))
                .allowed()) {
            throw StsErrors.denied(caller.arn(), action, arn);
        }
    }

    private static int seconds(@Nullable Integer asked, Caller.Identity caller) {
        boolean root = caller.principal() instanceof PolicyPrincipal.Root;
        // A root user that asks for more gets an hour, as at Amazon.
        return root
                ? Math.min(SessionRules.HOUR, SessionRules.seconds(asked, SessionRules.HOUR, SECONDS_MAX, tooLong()))
                : SessionRules.seconds(asked, SECONDS_USUAL, SECONDS_MAX, tooLong());
    }

    private static String tooLong() {
        return "durationSeconds must be at most " + SECONDS_MAX;
    }

    /** A user's unique id, or the account's id for its root user. */
    private static String principalId(Caller.Identity caller) {
        List<String> ids = caller.traits().values("aws:userid");
        if (ids.isEmpty()) {
            throw new IllegalStateException(caller.arn() + " has no id");
        }
        return ids.getFirst();
    }
}
