package io.tarn.core.gate;

import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.RequestHead;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every refusal has in common, and the refusals that belong to no operation. */
class ErrorAnswersTest {
    private final S3 s3 = S3.open();

    @BeforeEach
    void object() {
        s3.bucket("lake");
        s3.put("/lake/key", "hello");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    // BEHAVIOURS 47
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /none",
                "GET /lake/none",
                "GET /lake/key?partNumber=2",
                "PUT /Bad",
                "DELETE /lake",
                "GET /lake?cors",
                "POST /lake/key",
                "GET /lake/key?versionId=x",
                "GET /lake/%ZZ"
            })
    void refusal_anyOperation_namesTheRequestAndNoResource(String line) {
        Recorded refused = s3.ask(line);
        assertThat(refused.status()).isBetween(400, 599);
        assertThat(refused.header("content-type")).isEqualTo("application/xml");
        assertThat(refused.header("content-length")).isEqualTo(Integer.toString(refused.bytes().length));
        assertThat(refused.text())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>")
                .endsWith("<RequestId>" + refused.header("x-amz-request-id") + "</RequestId><HostId>"
                        + refused.header("x-amz-id-2") + "</HostId></Error>")
                .doesNotContain("<Resource>", "xmlns");
    }

    // BEHAVIOURS 47
    @ParameterizedTest
    @CsvSource({
        "/none, 404",
        "/lake/none, 404",
        "/lake/key?partNumber=2, 416",
        "/lake/key?versionId=x, 400",
        "/lake/%ZZ, 400"
    })
    void refusal_ofHead_hasTheStatusAndNoBody(String target, int status) {
        Recorded head = s3.ask("HEAD " + target);
        assertThat(head.status()).isEqualTo(status);
        assertThat(head.names()).containsExactly("content-type");
        assertThat(head.bytes()).isEmpty();
        assertThat(s3.ask("GET " + target).status()).isEqualTo(status);
    }

    @Test
    void everyAnswer_hasNamesOfItsOwn() {
        Set<String> requests = new HashSet<>();
        for (String line : new String[] {"GET /", "HEAD /lake", "GET /lake/key", "DELETE /lake/none", "GET /none"}) {
            Recorded answer = s3.ask(line);
            assertThat(answer.header("x-amz-id-2")).isNotEmpty();
            assertThat(requests.add(answer.header("x-amz-request-id"))).isTrue();
        }
    }

    // ERRORS 102
    @ParameterizedTest
    @CsvSource({
        "POST, /lake/key, OBJECT, 'DELETE, PUT, GET, HEAD'",
        "PATCH, /lake/key, OBJECT, 'DELETE, PUT, GET, HEAD'",
        "PUT, /, SERVICE, GET",
        "DELETE, /lake?versioning, VERSIONING, 'PUT, GET'",
        "DELETE, /lake?acl, ACL, 'PUT, GET'",
        "POST, /lake?cors, CORS, 'DELETE, PUT, GET'"
    })
    void methodThatIsNotThere_tellsThoseThatAre(String method, String target, String type, String allow) {
        Recorded refused = s3.ask(method + " " + target);
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("allow")).isEqualTo(allow);
        assertThat(refused.document())
                .isEqualTo(error(
                        "MethodNotAllowed",
                        "The specified method is not allowed against this resource.",
                        "Method",
                        method,
                        "ResourceType",
                        type));
    }

    // ERRORS 100
    @ParameterizedTest
    @ValueSource(strings = {"GET /lake", "PUT /lake/key", "GET /lake/key", "DELETE /lake/key", "GET /lake?location"})
    void expectedOwner_another_isDenied(String line) {
        Recorded refused = s3.tell(line, "", "x-amz-expected-bucket-owner", "999999999999");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.document()).isEqualTo(error("AccessDenied", "Access Denied"));
        assertThat(s3.get("/lake/key").text()).isEqualTo("hello");
    }

    // ERRORS 100
    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12345678901x", "1234567890123"})
    void expectedOwner_noAccount_isRefusedBeforeTheBucketIsLookedFor(String owner) {
        for (String target : new String[] {"/lake/key", "/none/key"}) {
            Recorded refused = s3.ask("GET " + target, "x-amz-expected-bucket-owner", owner);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.document())
                    .isEqualTo(error(
                            "InvalidBucketOwnerAWSAccountID",
                            "The value of the expected bucket owner parameter must be an AWS account ID."));
        }
    }

    // ERRORS 100
    @Test
    void expectedOwner_ofTheSource_isAskedToo() {
        String[] same = {"x-amz-copy-source", "lake/key", "x-amz-source-expected-bucket-owner", "123456789012"};
        assertThat(s3.ask("PUT /lake/copy", same).status()).isEqualTo(200);
        String[] other = {"x-amz-copy-source", "lake/key", "x-amz-source-expected-bucket-owner", "999999999999"};
        assertThat(s3.ask("PUT /lake/other", other).code()).isEqualTo("AccessDenied");
        assertThat(s3.ask("HEAD /lake/other").status()).isEqualTo(404);
        assertThat(s3.ask("GET /lake/key", "x-amz-expected-bucket-owner", "123456789012")
                        .status())
                .isEqualTo(200);
    }

    /** There is nothing on this port but buckets: neither configuration nor profiles nor another product's endpoints. */
    // ABUSE 46, 95
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/debug/pprof/",
                "/debug/vars",
                "/minio/bootstrap/v1/verify",
                "/minio/health/live",
                "/metrics",
                "/health",
                "/health/live",
                "/admin/v1/info",
                "/rustfs/admin/v3/info",
                "/config",
                "/env"
            })
    void otherEndpoints_areKeysOfBucketsThatAreNotThere(String path) {
        RequestHead anonymous = Unsigned.of(s3.request("GET " + path));
        assertThat(s3.send(anonymous, new BytesBody(new byte[0], true)).code())
                .isIn("NoSuchBucket", "InvalidBucketName");
        for (String method : new String[] {"GET", "PUT", "POST"}) {
            assertThat(s3.ask(method + " " + path + (method.equals("POST") ? "?delete" : "/x"))
                            .code())
                    .isIn("NoSuchBucket", "InvalidBucketName", "MethodNotAllowed");
        }
    }

    /** What a refusal repeats is what the client sent, and nothing of what is inside. */
    // ABUSE 67
    @ParameterizedTest
    @ValueSource(strings = {"..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "c%3A%5Cwindows", "%00", "data%2Fcredentials"})
    void refusal_keyLikeAPath_tellsNothingOfTheServer(String key) {
        Recorded refused = s3.ask("GET /lake/" + key);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("NoSuchKey");
        assertThat(refused.text())
                .doesNotContain("root:", "java.", "io.tarn", "Exception", System.getProperty("user.dir"));
    }
}
