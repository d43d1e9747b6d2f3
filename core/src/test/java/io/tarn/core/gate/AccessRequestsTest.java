package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Caller;
import io.tarn.core.access.Resource;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.Rules;
import io.tarn.core.fixture.S3;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the authorizer is told comes from authentication and the connection, never from what a client writes in a header. */
class AccessRequestsTest {
    private final Rules rules = new Rules();
    private final S3 s3 = S3.with(rules);

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
        s3.put("/lake/key", "hello");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private List<AccessRequest> asked(String... fields) {
        rules.forget();
        assertThat(s3.ask("GET /lake/key", fields).status()).isEqualTo(200);
        return rules.asked();
    }

    /** Everything that the authorizer can find out of a request. */
    private static List<Object> known(AccessRequest request) {
        List<Object> known = new ArrayList<>(
                List.of(request.caller(), request.action(), request.resource().arn(), request.pays()));
        ConditionKeyNames.ALL.forEach(key -> known.add(request.keys().values(key.toLowerCase(Locale.ROOT))));
        return known;
    }

    // ABUSE 53, 54
    @ParameterizedTest
    @CsvSource({
        "x-forwarded-for, 10.0.0.1",
        "x-real-ip, 10.0.0.1",
        "forwarded, for=10.0.0.1;proto=https",
        "x-forwarded-proto, https",
        "x-amz-source-ip, 10.0.0.1",
        "aws:sourceip, 10.0.0.1",
        "aws:username, admin",
        "userid, admin",
        "groups, admin",
        "principal, arn:aws:iam::123456789012:user/admin",
        "x-amz-principal, admin",
        "x-amz-account-id, 999999999999",
        "tlsversion, 1.3",
        "s3:tlsversion, 1.3",
        "resourceaccount, 999999999999",
        "authtype, POST",
        "sourcevpc, vpc-1",
        "existingobjecttag/a, b",
        "x-amz-meta-aws:userid, admin"
    })
    void decision_headerThatClaims_isNotListenedTo(String header, String value) {
        assertThat(asked(header, value).stream().map(AccessRequestsTest::known))
                .containsExactlyElementsOf(
                        asked().stream().map(AccessRequestsTest::known).toList());
    }

    @Test
    void decision_tellsWhoWhatAndWhence() {
        AccessRequest request = asked().getFirst();
        assertThat(request.caller()).isEqualTo(Caller.Identity.root(RawClient.ACCOUNT, RawClient.KEY_ID));
        assertThat(request.action()).isEqualTo("s3:GetObject");
        assertThat(request.resource().arn()).isEqualTo("arn:aws:s3:::lake/key");
        assertThat(((Resource.Object) request.resource()).bucket().ownerAccountId())
                .isEqualTo(RawClient.ACCOUNT.id());
        assertThat(request.keys().values("aws:sourceip")).containsExactly("127.0.0.1");
        assertThat(request.keys().values("aws:securetransport")).containsExactly("false");
    }
}
