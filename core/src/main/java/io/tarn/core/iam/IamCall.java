package io.tarn.core.iam;

import io.tarn.core.access.Caller;
import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.policy.PolicyPrincipal;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One request while an operation works on it.
 *
 * @param caller who asks, and whose account is meant
 * @param requestId the request's id
 * @param now milliseconds since 1970
 * @param draft the account's state
 * @param random gives ids
 */
record IamCall(Caller.Identity caller, String requestId, long now, IamDraft draft, RandomGenerator random) {
    private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 17;

    IamState state() {
        return draft.state();
    }

    String accountId() {
        return caller.account().id();
    }

    /** A fresh unique id behind a prefix of four letters. */
    String id(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }

    /** The identity of this name. */
    IamIdentity identity(Kind kind, @Nullable String name) {
        String checked = Checks.name(kind, name);
        IamIdentity found = state().shelf(kind).named(checked);
        if (found == null) {
            throw IamErrors.missing(kind, checked);
        }
        return found;
    }

    /** The name that a request means which may leave the user's name out: that of the user who asks; null for a root user. */
    @Nullable
    String userName(@Nullable String name) {
        if (name != null) {
            return Checks.name(Kind.USER, name);
        }
        return switch (caller.principal()) {
            case PolicyPrincipal.Root root -> null;
            case PolicyPrincipal.User user -> user.arn().substring(user.arn().lastIndexOf('/') + 1);
            case PolicyPrincipal.RoleSession session -> throw unnamed();
            case PolicyPrincipal.FederatedUser session -> throw unnamed();
            case PolicyPrincipal.Anonymous anonymous -> throw unnamed();
            case PolicyPrincipal.WebIdentity identity -> throw unnamed();
            case PolicyPrincipal.Service service -> throw unnamed();
        };
    }

    private static RuntimeException unnamed() {
        return IamErrors.validation("Must specify userName when calling with non-User credentials");
    }

    /** The managed policy of an ARN, whoever's it is; null if there is none in sight of this account. */
    @Nullable
    IamPolicy policy(String arn) {
        String account = Arns.account(arn);
        String pathAndName = Arns.rest(arn).substring("policy".length());
        if (account.equals("aws")) {
            return AwsPolicies.withPathAndName(pathAndName);
        }
        IamPolicy found = account.equals(accountId())
                ? state().policies().named(pathAndName.substring(pathAndName.lastIndexOf('/') + 1))
                : null;
        return found != null && found.pathAndName().equals(pathAndName) ? found : null;
    }

    /** One of the account's own policies, which alone can be changed. */
    IamPolicy ownPolicy(@Nullable String arn) {
        String checked = Checks.policyArn(arn, "policyArn");
        if (Arns.account(checked).equals("aws")) {
            throw IamErrors.denied("The policy " + checked + " is the same for all accounts and cannot be changed.");
        }
        IamPolicy found = policy(checked);
        if (found == null) {
            throw IamErrors.noPolicy(checked);
        }
        return found;
    }

    /** A moment as answers tell it: whole seconds. */
    static Instant instant(long millis) {
        return Instant.ofEpochSecond(Math.floorDiv(millis, 1000L));
    }
}
