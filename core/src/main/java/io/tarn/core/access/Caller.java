package io.tarn.core.access;

import io.tarn.core.account.Account;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyPrincipal;
import java.util.Objects;

/** Who asks, as authentication established it. */
public sealed interface Caller {
    /** What policies call the caller. */
    PolicyPrincipal principal();

    /** A request that carries no credentials. */
    record Anonymous() implements Caller {
        private static final PolicyPrincipal PRINCIPAL = new PolicyPrincipal.Anonymous();

        @Override
        public PolicyPrincipal principal() {
            return PRINCIPAL;
        }
    }

    /**
     * A request signed by one of an account's principals.
     *
     * @param principal the root user, a user or a session; belongs to an account
     * @param accessKeyId the key that signed
     * @param grants the policies of the principal as they are at this request
     * @param traits the condition keys that describe the principal, for example {@code aws:username}
     */
    record Identity(PolicyPrincipal principal, String accessKeyId, Grants grants, PolicyContext traits)
            implements Caller {
        public Identity {
            Objects.requireNonNull(principal.home(), "account of the principal");
        }

        /** An account's root user. */
        public static Identity root(Account account, String accessKeyId) {
            PolicyContext traits = PolicyContext.builder()
                    .text("aws:PrincipalArn", account.rootArn())
                    .text("aws:PrincipalAccount", account.id())
                    .text("aws:PrincipalType", "Account")
                    .text("aws:userid", account.id())
                    .build();
            return new Identity(new PolicyPrincipal.Root(account), accessKeyId, Grants.NONE, traits);
        }

        /** The account of the principal. */
        public Account account() {
            return Objects.requireNonNull(principal.home());
        }

        /** The ARN of the principal; a session's is that of the session. */
        public String arn() {
            return principal.arn();
        }
    }
}
