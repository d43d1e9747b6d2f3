package io.tarn.core.sts;

import io.tarn.api.sts.AssumeRoleWithWebIdentityRequest;
import io.tarn.api.sts.AssumeRoleWithWebIdentityResponse;
import io.tarn.core.access.GrantSource;
import io.tarn.core.layout.SessionRecord;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyPrincipal;
import java.util.List;
import java.util.Map;

/** AssumeRoleWithWebIdentity: somebody whom an identity provider vouches for takes on a role for a while. */
final class WebIdentities {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

    private final Roles roles;
    private final GrantSource source;
    private final TokenCheck tokens;
    private final SessionMaker sessions;

    WebIdentities(Roles roles, GrantSource source, TokenCheck tokens, SessionMaker sessions) {
        this.roles = roles;
        this.source = source;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    AssumeRoleWithWebIdentityResponse assume(PolicyContext keys, AssumeRoleWithWebIdentityRequest request) {
        String name = SessionRules.name(request.roleSessionName(), "roleSessionName");
        TokenCheck.Parts token = TokenCheck.parse(request.webIdentityToken());
        if (request.providerId() != null) {
            throw StsErrors.invalid("ProviderId is for OAuth 2.0 access tokens, which are not taken here");
        }
        GrantSource.Role role = roles.find(request.roleArn());
        if (role == null) {
            throw denied();
        }
        GrantSource.Provider provider = source.provider(role.account(), token.issuer());
        if (provider == null) {
            throw StsErrors.badToken("No OpenIDConnect provider found in your account for https://" + token.issuer());
        }
        TokenCheck.Verified verified = tokens.verify(token, provider);
        Map<String, String> claims = Map.of(
                provider.url() + ":sub", verified.subject(),
                provider.url() + ":aud", verified.audience());
        PolicyContext.Builder context = PolicyContext.builder()
                .text("sts:RoleSessionName", name)
                .text("aws:FederatedProvider", provider.arn())
                .texts(provider.url() + ":amr", verified.methods());
        claims.forEach(context::text);
        PolicyPrincipal.WebIdentity identity = new PolicyPrincipal.WebIdentity(provider.arn());
        if (!TrustCheck.allows(identity, ACTION, role, context.build().orElse(keys))) {
            throw denied();
        }
        int seconds = SessionRules.seconds(
                request.durationSeconds(),
                SessionRules.HOUR,
                role.sessionSecondsMax(),
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        SessionMaker.Terms terms = new SessionMaker.Terms(
                SessionRules.policy(request.policy()),
                SessionRules.policyArns(request.policyArns(), source, role.account()),
                Map.of(),
                List.of(),
                null,
                provider.arn(),
                claims);
        SessionMaker.Made made =
                sessions.make(SessionRecord.Kind.ROLE, role.account().id(), role.id(), name, seconds, terms);
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(made.credentials())
                .assumedRoleUser(AssumingRoles.user(role, name))
                .subjectFromWebIdentityToken(verified.subject())
                .audience(verified.audience())
                .provider("https://" + provider.url())
                .packedPolicySize(made.packedPercent())
                .build();
    }

    private static io.tarn.api.query.QueryException denied() {
        return StsErrors.denied("Not authorized to perform " + ACTION);
    }
}
