package io.tarn.core.policy;

import io.tarn.core.account.Account;
import java.util.List;
import java.util.Set;

/**
 * The principals that a statement names.
 *
 * @param everyone whether it names everyone
 * @param accounts account ids
 * @param canonicalIds accounts by canonical id
 * @param arns users, roles and sessions
 * @param providers identity providers
 * @param services service names
 */
record PrincipalPattern(
        boolean everyone,
        Set<String> accounts,
        Set<String> canonicalIds,
        Set<String> arns,
        Set<String> providers,
        Set<String> services) {

    /** How closely a principal is named; each later one reaches further. */
    enum Grade {
        /** Not at all. */
        NONE,
        /** Only its account, which then decides by its own policies. */
        ACCOUNT,
        /** What its session comes from, so that whatever narrows the session still counts. */
        ORIGIN,
        /** Itself. */
        DIRECT
    }

    /** How a statement that names these principals means one of them. */
    Grade grade(PolicyPrincipal principal, boolean allows) {
        return switch (principal) {
            case PolicyPrincipal.Anonymous anonymous -> direct(everyone);
            case PolicyPrincipal.Root root -> direct(everyone || names(root.account()));
            case PolicyPrincipal.User user -> grade(user.account(), user.arn(), "", everyone);
            case PolicyPrincipal.RoleSession role -> grade(role.account(), role.sessionArn(), role.roleArn(), false);
            case PolicyPrincipal.FederatedUser user -> grade(user.account(), user.sessionArn(), user.userArn(), false);
            // Everyone means those with a place in IAM; what a statement denies to everyone it denies to all others
            // too.
            case PolicyPrincipal.WebIdentity identity ->
                direct((everyone && !allows) || named(providers, identity.provider()));
            case PolicyPrincipal.Service service -> direct((everyone && !allows) || named(services, service.name()));
        };
    }

    private Grade grade(Account account, String arn, String origin, boolean anyone) {
        if (anyone || arns.contains(arn)) {
            return Grade.DIRECT;
        }
        if (everyone || arns.contains(origin)) {
            return Grade.ORIGIN;
        }
        return names(account) ? Grade.ACCOUNT : Grade.NONE;
    }

    /** How a statement that names all but these principals means one. */
    Grade gradeOfOthers(PolicyPrincipal principal, boolean allows) {
        boolean spared = everyone
                || switch (principal) {
                    case PolicyPrincipal.Anonymous anonymous -> false;
                    case PolicyPrincipal.Root root -> names(root.account());
                    case PolicyPrincipal.User user -> spared(user.account(), List.of(user.arn()), allows);
                    case PolicyPrincipal.RoleSession role ->
                        spared(role.account(), List.of(role.roleArn(), role.sessionArn()), allows);
                    case PolicyPrincipal.FederatedUser user ->
                        spared(user.account(), List.of(user.userArn(), user.sessionArn()), allows);
                    case PolicyPrincipal.WebIdentity identity -> named(providers, identity.provider());
                    case PolicyPrincipal.Service service -> named(services, service.name());
                };
        if (spared) {
            return Grade.NONE;
        }
        boolean session =
                principal instanceof PolicyPrincipal.RoleSession || principal instanceof PolicyPrincipal.FederatedUser;
        return session ? Grade.ORIGIN : Grade.DIRECT;
    }

    /** A denial spares only whom it names by account and by ARN; an allowance reaches nobody of whom either is named. */
    private boolean spared(Account account, List<String> identities, boolean allows) {
        return allows
                ? names(account) || identities.stream().anyMatch(arns::contains)
                : names(account) && arns.containsAll(identities);
    }

    private boolean names(Account account) {
        return accounts.contains(account.id()) || canonicalIds.contains(account.canonicalId());
    }

    private static boolean named(Set<String> names, String name) {
        return names.contains(name) || names.contains("*");
    }

    private static Grade direct(boolean named) {
        return named ? Grade.DIRECT : Grade.NONE;
    }
}
