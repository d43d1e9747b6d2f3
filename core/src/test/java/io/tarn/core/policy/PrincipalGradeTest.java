package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How every kind of principal is meant by a statement that names some, or names all others. */
class PrincipalGradeTest {
    private static final PolicyPrincipal WEB = new PolicyPrincipal.WebIdentity("accounts.example.com");
    private static final PolicyPrincipal SERVICE = new PolicyPrincipal.Service("logging.s3.amazonaws.com");

    private static PolicyPrincipal principal(String name) {
        return switch (name) {
            case "anonymous" -> Scene.ANONYMOUS;
            case "root" -> Scene.ROOT;
            case "ana" -> Scene.ANA;
            case "bob" -> Scene.BOB;
            case "session" -> Scene.SESSION;
            case "federated" -> Scene.FEDERATED;
            case "web" -> WEB;
            case "service" -> SERVICE;
            default -> throw new AssertionError(name);
        };
    }

    private static String grade(String effect, String element, String names, String who) {
        PolicyDocument policy = Scene.statements(
                PolicyKind.RESOURCE,
                "{'Effect':'" + effect + "','" + element + "':" + names
                        + ",'Action':'s3:*','Resource':'arn:aws:s3:::box/*'}");
        return policy.statements().getFirst().applies(Scene.get(principal(who))).name();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'*'                                                      | anonymous | DIRECT",
                "'*'                                                      | root      | DIRECT",
                "'*'                                                      | ana       | DIRECT",
                "'*'                                                      | session   | ORIGIN",
                "'*'                                                      | federated | ORIGIN",
                "'*'                                                      | web       | NONE",
                "'*'                                                      | service   | NONE",
                "{'AWS':'111122223333'}                                   | anonymous | NONE",
                "{'AWS':'111122223333'}                                   | root      | DIRECT",
                "{'AWS':'111122223333'}                                   | ana       | ACCOUNT",
                "{'AWS':'111122223333'}                                   | bob       | NONE",
                "{'AWS':'444455556666'}                                   | root      | NONE",
                "{'AWS':'arn:aws:iam::111122223333:root'}                 | session   | ACCOUNT",
                "{'AWS':'arn:aws:iam::111122223333:user/ana'}             | ana       | DIRECT",
                "{'AWS':'arn:aws:iam::111122223333:user/ana'}             | federated | ORIGIN",
                "{'AWS':'arn:aws:iam::111122223333:role/reader'}          | session   | ORIGIN",
                "{'AWS':'arn:aws:sts::111122223333:assumed-role/reader/monday'}  | session | DIRECT",
                "{'AWS':'arn:aws:sts::111122223333:federated-user/guest'} | federated | DIRECT",
                "{'Federated':'accounts.example.com'}                     | web       | DIRECT",
                "{'Federated':'other.example.com'}                        | web       | NONE",
                "{'Federated':'*'}                                        | web       | DIRECT",
                "{'Service':'logging.s3.amazonaws.com'}                   | service   | DIRECT",
                "{'Service':'s3.amazonaws.com'}                           | service   | NONE",
                "{'Service':'*'}                                          | service   | DIRECT"
            })
    void allow_named(String names, String who, String grade) {
        assertThat(grade("Allow", "Principal", names, who)).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"web", "service", "anonymous", "session"})
    void deny_everyone_meansAllOthersToo(String who) {
        assertThat(grade("Deny", "Principal", "'*'", who)).isNotEqualTo("NONE");
    }

    @Test
    void canonicalId_meansItsAccount() {
        String names = "{'CanonicalUser':'" + "a".repeat(64) + "'}";
        assertThat(grade("Allow", "Principal", names, "root")).isEqualTo("DIRECT");
        assertThat(grade("Allow", "Principal", names, "ana")).isEqualTo("ACCOUNT");
        assertThat(grade("Allow", "Principal", names, "bob")).isEqualTo("NONE");
        assertThat(grade("Deny", "NotPrincipal", names, "root")).isEqualTo("NONE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'AWS':'111122223333'}                                   | anonymous | DIRECT",
                "{'AWS':'111122223333'}                                   | root      | NONE",
                "{'AWS':'111122223333'}                                   | ana       | DIRECT",
                "{'AWS':'111122223333'}                                   | bob       | DIRECT",
                "{'AWS':'111122223333'}                                   | session   | ORIGIN",
                "{'AWS':'111122223333'}                                   | federated | ORIGIN",
                "{'AWS':['111122223333','arn:aws:iam::111122223333:user/ana']}      | ana       | NONE",
                "{'AWS':['444455556666','arn:aws:iam::111122223333:user/ana']}      | ana       | DIRECT",
                "{'AWS':['111122223333','arn:aws:iam::111122223333:role/reader']}   | session   | ORIGIN",
                "{'AWS':['111122223333','arn:aws:iam::111122223333:role/reader',"
                        + "'arn:aws:sts::111122223333:assumed-role/reader/monday']} | session | NONE",
                "{'AWS':['111122223333','arn:aws:iam::111122223333:user/ana',"
                        + "'arn:aws:sts::111122223333:federated-user/guest']}       | federated | NONE",
                "{'Federated':'accounts.example.com'}                     | web       | NONE",
                "{'Federated':'other.example.com'}                        | web       | DIRECT",
                "{'Service':'logging.s3.amazonaws.com'}                   | service   | NONE",
                "{'Service':'s3.amazonaws.com'}                           | service   | DIRECT",
                "'*'                                                      | ana       | NONE"
            })
    void deny_allOthers(String names, String who, String grade) {
        assertThat(grade("Deny", "NotPrincipal", names, who)).isEqualTo(grade);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'AWS':''}",
                "{'AWS':'ana'}",
                "{'AWS':'11112222333'}",
                "{'AWS':'11112222333x'}",
                "{'AWS':'arm:aws:iam::111122223333:user/ana'}",
                "{'AWS':'arn:gcp:iam::111122223333:user/ana'}",
                "{'AWS':'arn:aws:s3::111122223333:user/ana'}",
                "{'AWS':'arn:aws:iam:eu-west-1:111122223333:user/ana'}",
                "{'AWS':'arn:aws:iam::1:user/ana'}",
                "{'AWS':'arn:aws:iam::111122223333:'}",
                "{'AWS':'arn:aws:iam::111122223333'}",
                "{'AWS':'arn:aws:iam::111122223333:user/*'}",
                "{'AWS':'arn:aws:iam::111122223333:user/an?'}",
                "{'Federated':''}",
                "{'Federated':'*.example.com'}",
                "{'Federated':'accounts.example.co?'}",
                "{'Service':'*.amazonaws.com'}",
                "{'CanonicalUser':'abc'}",
                "{'CanonicalUser':'gaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}",
                "{'CanonicalUser':'Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}",
                "{'CanonicalUser':'/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}",
                "{'Group':'everyone'}"
            })
    void parse_noPrincipal_isRefused(String names) {
        assertThatThrownBy(() -> grade("Allow", "Principal", names, "ana"))
                .isInstanceOf(MalformedPolicyException.class);
    }
}
