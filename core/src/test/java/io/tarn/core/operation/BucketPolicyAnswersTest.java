package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.NAMESPACE;
import static io.tarn.core.fixture.Xml.error;
import static io.tarn.core.fixture.Xml.md5;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketPolicyAnswersTest {
    private static final String NO_BLOCK = "<PublicAccessBlockConfiguration/>";

    private final S3 s3 = S3.open();

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private static String statement(String effect, String principal, String action, String resource) {
        return ("{'Version':'2012-10-17','Statement':[{'Effect':'" + effect + "','Principal':" + principal
                        + ",'Action':'" + action + "','Resource':'" + resource + "'}]}")
                .replace('\'', '"');
    }

    private static String open() {
        return statement("Allow", "'*'", "s3:GetObject", "arn:aws:s3:::lake/*");
    }

    private static String own() {
        return statement(
                "Allow", "{'AWS':'" + RawClient.ACCOUNT.id() + "'}", "s3:GetObject", "arn:aws:s3:::lake/public/*");
    }

    private Recorded put(String policy) {
        return s3.tell("PUT /lake?policy", policy);
    }

    @Test
    void put_policy_comesBackAsItWasSent() {
        Recorded put = put(own());
        assertThat(put.status()).isEqualTo(204);
        assertThat(put.names()).isEmpty();
        Recorded got = s3.ask("GET /lake?policy");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("content-type")).isEqualTo("application/json");
        assertThat(got.text()).isEqualTo(own());
        assertThat(s3.ask("GET /lake?policyStatus").document())
                .isEqualTo("<PolicyStatus" + NAMESPACE + "><IsPublic>false</IsPublic></PolicyStatus>");
    }

    @Test
    void delete_policy_isGoneAndMayBeDeletedAgain() {
        put(own());
        for (int i = 0; i < 2; i++) {
            assertThat(s3.ask("DELETE /lake?policy").status()).isEqualTo(204);
            Recorded got = s3.ask("GET /lake?policy");
            assertThat(got.status()).isEqualTo(404);
            assertThat(got.document())
                    .isEqualTo(error("NoSuchBucketPolicy", "The bucket policy does not exist", "BucketName", "lake"));
        }
    }

    // ERRORS 82
    @Test
    void put_publicPolicyWhileBlocked_isAccessDenied() {
        Recorded refused = put(open());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("AccessDenied");
        s3.tell("PUT /lake?publicAccessBlock", NO_BLOCK);
        assertThat(put(open()).status()).isEqualTo(204);
        assertThat(s3.ask("GET /lake?policyStatus").document())
                .isEqualTo("<PolicyStatus" + NAMESPACE + "><IsPublic>true</IsPublic></PolicyStatus>");
    }

    @Test
    void put_publicPolicyWhileTheAccountBlocks_isAccessDenied() {
        s3.tell("PUT /lake?publicAccessBlock", NO_BLOCK);
        s3.buckets()
                .accountBlock(
                        RawClient.ACCOUNT.id(), new io.tarn.core.setting.PublicAccessBlock(false, false, true, false));
        assertThat(put(open()).code()).isEqualTo("AccessDenied");
    }

    // ERRORS 81
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense | Policies must be valid JSON and the first byte must be '{'",
                "{\"Statement\": | This policy contains invalid Json",
                "{\"Version\":\"2012-10-17\"} | Missing required field Statement"
            })
    void put_brokenDocument_isMalformedPolicy(String policy, String message) {
        Recorded refused = put(policy);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document()).isEqualTo(error("MalformedPolicy", message));
    }

    // ERRORS 81
    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::other/*, Policy has invalid resource",
        "s3:Fly, arn:aws:s3:::lake/*, Policy has invalid action",
        "s3:GetObject, arn:aws:s3:::lake, Action does not apply to any resource(s) in statement"
    })
    void put_wrongForTheBucket_isMalformedPolicy(String action, String resource, String message) {
        Recorded refused = put(statement("Deny", "'*'", action, resource));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document()).isEqualTo(error("MalformedPolicy", message));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS, 999999999999",
        "AWS, arn:aws:iam::999999999999:root",
        "AWS, arn:aws:iam::123456789012:user/nobody",
        "AWS, arn:aws:iam::123456789012:role/nobody",
        "CanonicalUser, abababababababababababababababababababababababababababababababab"
    })
    void put_principalThatIsNot_isMalformedPolicy(String type, String name) {
        Recorded refused =
                put(statement("Allow", "{'" + type + "':'" + name + "'}", "s3:GetObject", "arn:aws:s3:::lake/*"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document()).isEqualTo(error("MalformedPolicy", "Invalid principal in policy"));
    }

    // ERRORS 18
    @Test
    void put_nothing_isMalformedPolicy() {
        assertThat(s3.ask("PUT /lake?policy").code()).isEqualTo("MalformedPolicy");
    }

    // ERRORS 21
    @Test
    void put_wrongMd5_changesNothing() {
        put(own());
        Recorded refused = s3.tell("PUT /lake?policy", "{}", "content-md5", md5("other"));
        assertThat(refused.code()).isEqualTo("BadDigest");
        assertThat(s3.ask("GET /lake?policy").text()).isEqualTo(own());
    }

    // ABUSE 91
    @Test
    void put_tooLong_isRefused() {
        String policy = own() + " ".repeat(20 * 1024);
        assertThat(put(policy).code()).isEqualTo("MalformedPolicy");
        assertThat(put(own() + " ".repeat(64 * 1024)).code()).isEqualTo("MaxMessageLengthExceeded");
    }
}
