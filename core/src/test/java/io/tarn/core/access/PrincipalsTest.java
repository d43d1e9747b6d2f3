package io.tarn.core.access;

import static io.tarn.core.access.AccessScene.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.account.Account;
import io.tarn.core.account.Accounts;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyPrincipal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which principals a policy may name. */
class PrincipalsTest {
    private static final String USER = "arn:aws:iam::111111111111:user/staff/ana";
    private static final String ROLE = "arn:aws:iam::111111111111:role/reader";

    /** One account with one user and one role. */
    private static final class Staff implements GrantSource {
        @Override
        public @Nullable User user(Account account, String userId) {
            return null;
        }

        @Override
        public @Nullable User userNamed(Account account, String name) {
            return name.equalsIgnoreCase("ana")
                    ? new User(new PolicyPrincipal.User(account, USER), "AIDA", "ana", Grants.NONE, PolicyContext.EMPTY)
                    : null;
        }

        @Override
        public @Nullable Role role(Account account, String roleId) {
            return null;
        }

        @Override
        public @Nullable Role roleNamed(Account account, String name) {
            PolicyDocument trust = AccessScene.with(AccessScene.of("Allow", "'*'", "sts:AssumeRole"))
                    .policy();
            return name.equals("reader") && trust != null
                    ? new Role(account, ROLE, "AROA", "reader", Grants.NONE, Map.of(), trust, 3600)
                    : null;
        }

        @Override
        public @Nullable PolicyDocument policy(Account account, String policyArn) {
            return null;
        }

        @Override
        public @Nullable Provider provider(Account account, String url) {
            return null;
        }
    }

    private final Principals principals = new Principals(Accounts.only(OWNER), new Staff());
    private final Principals withoutStaff = new Principals(Accounts.only(OWNER), null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                USER,
                ROLE,
                "arn:aws:sts::111111111111:assumed-role/reader/monday",
                "arn:aws:sts::111111111111:federated-user/guest"
            })
    void arn_ofSomebodyThere(String arn) {
        assertThat(principals.arn(arn)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111111111111:user/ana",
                "arn:aws:iam::111111111111:user/staff/bo",
                "arn:aws:iam::111111111111:user/staff/ANA",
                "arn:aws:iam::111111111111:role/path/reader",
                "arn:aws:iam::111111111111:role/writer",
                "arn:aws:iam::222222222222:user/staff/ana",
                "arn:aws:sts::111111111111:assumed-role/writer/monday",
                "arn:aws:sts::111111111111:assumed-role/reader",
                "arn:aws:sts::111111111111:assumed-role//monday",
                "arn:aws:sts::111111111111:federated-user/",
                "arn:aws:sts::111111111111:federated-user",
                "arn:aws:iam::111111111111:group/staff",
                "arn:aws:iam::111111111111",
                "ana"
            })
    void arn_ofNobody(String arn) {
        assertThat(principals.arn(arn)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        USER + ", false",
        ROLE + ", false",
        "arn:aws:sts::111111111111:assumed-role/reader/monday, false",
        "arn:aws:sts::111111111111:federated-user/guest, true"
    })
    void arn_whereNobodyIs(String arn, boolean there) {
        assertThat(withoutStaff.arn(arn)).isEqualTo(there);
    }

    @ParameterizedTest
    @CsvSource({"111111111111, true", "222222222222, false"})
    void account_thereOrNot(String id, boolean there) {
        assertThat(principals.account(id)).isEqualTo(there);
        assertThat(principals.canonical(id.startsWith("1") ? OWNER.canonicalId() : "b".repeat(64)))
                .isEqualTo(there);
    }
}
