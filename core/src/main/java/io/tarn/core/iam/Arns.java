package io.tarn.core.iam;

import io.tarn.core.layout.IamIdentity;
import io.tarn.core.layout.IamIdentity.Kind;
import io.tarn.core.layout.IamPolicy;
import io.tarn.core.layout.IamProfile;
import io.tarn.core.layout.IamProvider;

/** ARNs of an account's IAM. */
final class Arns {
    private static final String PREFIX = "arn:aws:iam::";
    private static final int ACCOUNT_END = PREFIX.length() + 12;

    private Arns() {}

    /** A thing by its type and by what follows: path and name, or only a path. */
    static String of(String accountId, String type, String pathAndName) {
        return PREFIX + accountId + ":" + type + pathAndName;
    }

    static String of(String accountId, IamIdentity identity) {
        return of(accountId, type(identity.kind()), identity.pathAndName());
    }

    static String type(Kind kind) {
        return switch (kind) {
            case USER -> "user";
            case GROUP -> "group";
            case ROLE -> "role";
        };
    }

    static String policy(String accountId, IamPolicy policy) {
        return of(accountId, "policy", policy.pathAndName());
    }

    static String profile(String accountId, IamProfile profile) {
        return of(accountId, "instance-profile", profile.pathAndName());
    }

    static String provider(String accountId, IamProvider provider) {
        return of(accountId, "oidc-provider/", provider.url());
    }

    static String root(String accountId) {
        return PREFIX + accountId + ":root";
    }

    /** The account of an ARN of IAM, {@code aws} for what all accounts share; empty if it is no such ARN. */
    static String account(String arn) {
        String shared = PREFIX + "aws:";
        if (arn.startsWith(shared)) {
            return "aws";
        }
        boolean whole = arn.startsWith(PREFIX) && arn.length() > ACCOUNT_END && arn.charAt(ACCOUNT_END) == ':';
        return whole ? arn.substring(PREFIX.length(), ACCOUNT_END) : "";
    }

    /** What follows the account and its colon. */
    static String rest(String arn) {
        return arn.substring(arn.indexOf(':', PREFIX.length()) + 1);
    }
}
