package io.tarn.core.policy;

import io.tarn.core.account.Account;
import org.jspecify.annotations.Nullable;

/** Who asks, as policies name it. */
public sealed interface PolicyPrincipal {
    /** The account it belongs to, or null if to none. */
    default @Nullable Account home() {
        return null;
    }

    /** What it is called in logs and answers: its ARN, a session's own; {@code *} for nobody, a name for a service. */
    String arn();

    /** A request without credentials. */
    record Anonymous() implements PolicyPrincipal {
        @Override
        public String arn() {
            return "*";
        }
    }

    /**
     * An account's root user.
     *
     * @param account the account
     */
    record Root(Account account) implements PolicyPrincipal {
        @Override
        public String arn() {
            return account.rootArn();
        }

        @Override
        public Account home() {
            return account;
        }
    }

    /**
     * An IAM user.
     *
     * @param account the user's account
     * @param arn the user's ARN, with its path
     */
    record User(Account account, String arn) implements PolicyPrincipal {
        @Override
        public Account home() {
            return account;
        }
    }

    /**
     * A session of an assumed role.
     *
     * @param account the role's account
     * @param roleArn the role's ARN, with its path
     * @param sessionArn {@code arn:aws:sts::<account>:assumed-role/<role>/<session>}
     */
    record RoleSession(Account account, String roleArn, String sessionArn) implements PolicyPrincipal {
        @Override
        public String arn() {
            return sessionArn;
        }

        @Override
        public Account home() {
            return account;
        }
    }

    /**
     * A federation token's session.
     *
     * @param account the account of the user who made it
     * @param userArn the user's ARN
     * @param sessionArn {@code arn:aws:sts::<account>:federated-user/<name>}
     */
    record FederatedUser(Account account, String userArn, String sessionArn) implements PolicyPrincipal {
        @Override
        public String arn() {
            return sessionArn;
        }

        @Override
        public Account home() {
            return account;
        }
    }

    /**
     * Somebody whom an identity provider vouches for, before a role is assumed.
     *
     * @param provider the provider's ARN or name
     */
    record WebIdentity(String provider) implements PolicyPrincipal {
        @Override
        public String arn() {
            return provider;
        }
    }

    /**
     * A service acting for itself.
     *
     * @param name for example {@code logging.s3.amazonaws.com}
     */
    record Service(String name) implements PolicyPrincipal {
        @Override
        public String arn() {
            return name;
        }
    }
}
