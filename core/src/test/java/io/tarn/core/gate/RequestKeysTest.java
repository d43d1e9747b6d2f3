package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.AccessRequest;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.Rules;
import io.tarn.core.fixture.S3;
import io.tarn.core.fixture.Xml;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which condition keys a request has, for which actions, and with which values. */
class RequestKeysTest {
    private static final String COMMON = "aws:CurrentTime=2013-05-24T00:00:00Z aws:EpochTime=1369353600"
            + " aws:PrincipalIsAWSService=false aws:RequestedRegion=us-east-1 aws:SecureTransport=false"
            + " aws:SourceIp=127.0.0.1 aws:ViaAWSService=false";
    private static final String SIGNED = " s3:authType=REST-HEADER s3:signatureAge=0"
            + " s3:signatureversion=AWS4-HMAC-SHA256 s3:x-amz-content-sha256=" + RawClient.EMPTY_SHA256;

    private final Rules rules = new Rules();
    private final S3 s3 = S3.with(rules);

    @BeforeEach
    void things() {
        s3.bucket("lake");
        s3.put("/lake/key", "hello");
        rules.forget();
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private AccessRequest asked(String action) {
        return rules.asked().stream()
                .filter(request -> request.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    /** All keys of the question about an action: {@code name=value}, sorted by name. */
    private String keys(String action) {
        AccessRequest request = asked(action);
        Map<String, String> keys = new TreeMap<>();
        for (String name : ConditionKeyNames.ALL) {
            List<String> values = request.keys().values(name.toLowerCase(Locale.ROOT));
            if (!values.isEmpty()) {
                keys.put(name, String.join(",", values));
            }
        }
        StringBuilder text = new StringBuilder();
        keys.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value));
        return text.toString();
    }

    private List<String> key(String action, String name) {
        return asked(action).keys().values(name.toLowerCase(Locale.ROOT));
    }

    @Test
    void get_hasWhatTheServerKnowsAndNoMore() {
        s3.ask("GET /lake/key");
        assertThat(keys("s3:GetObject")).isEqualTo(COMMON + SIGNED);
    }

    @Test
    void anonymous_hasNoSignature() {
        s3.send(Unsigned.of(s3.request("GET /lake/key")), new BytesBody(new byte[0], true));
        assertThat(key("s3:GetObject", "s3:authType")).isEmpty();
        assertThat(key("s3:GetObject", "s3:signatureAge")).isEmpty();
        assertThat(key("s3:GetObject", "s3:signatureversion")).isEmpty();
        assertThat(key("s3:GetObject", "aws:SourceIp")).containsExactly("127.0.0.1");
    }

    @Test
    void presigned_tellsTypeAndAge() {
        RawClient client = s3.request("GET /lake/key").time(RawClient.NOW.minusSeconds(30));
        s3.send(client.presigned(60), new BytesBody(new byte[0], true));
        assertThat(key("s3:GetObject", "s3:authType")).containsExactly("REST-QUERY-STRING");
        assertThat(key("s3:GetObject", "s3:signatureAge")).containsExactly("30000");
    }

    @Test
    void signatureFromTheFuture_isNotYoungerThanNow() {
        s3.send(s3.request("GET /lake/key").time(RawClient.NOW.plusSeconds(30)));
        assertThat(key("s3:GetObject", "s3:signatureAge")).containsExactly("0");
    }

    @Test
    void agentAndReferer_comeFromTheirHeaders() {
        s3.ask("GET /lake/key", "user-agent", "curl/8", "referer", "https://example.org/");
        assertThat(key("s3:GetObject", "aws:UserAgent")).containsExactly("curl/8");
        assertThat(key("s3:GetObject", "aws:Referer")).containsExactly("https://example.org/");
    }

    @Test
    void list_hasPrefixDelimiterAndBound() {
        s3.ask("GET /lake?list-type=2&prefix=a%2F&delimiter=%2F&max-keys=7");
        assertThat(key("s3:ListBucket", "s3:prefix")).containsExactly("a/");
        assertThat(key("s3:ListBucket", "s3:delimiter")).containsExactly("/");
        assertThat(key("s3:ListBucket", "s3:max-keys")).containsExactly("7");
        s3.ask("GET /lake?versions&prefix=b");
        assertThat(key("s3:ListBucketVersions", "s3:prefix")).containsExactly("b");
        assertThat(key("s3:ListBucketVersions", "s3:max-keys")).isEmpty();
        s3.ask("GET /lake?uploads&prefix=b");
        assertThat(key("s3:ListBucketMultipartUploads", "s3:prefix")).isEmpty();
    }

    @Test
    void missingKey_isALineOfTheListing() {
        s3.ask("GET /lake/none?prefix=other");
        assertThat(key("s3:GetObject", "s3:prefix")).isEmpty();
        assertThat(key("s3:ListBucket", "s3:prefix")).containsExactly("none");
        assertThat(key("s3:ListBucket", "s3:max-keys")).isEmpty();
    }

    @Test
    void version_isNamedOnlyToActionsOfVersions() {
        s3.ask("GET /lake/key?versionId=null");
        assertThat(key("s3:GetObjectVersion", "s3:versionid")).containsExactly("null");
        s3.ask("GET /lake/key?versionId=null&retention");
        assertThat(key("s3:GetObjectRetention", "s3:versionid")).isEmpty();
    }

    // ABUSE 28
    @Test
    void copy_namesItsSourceAndDirective() {
        s3.ask(
                "PUT /lake/copy",
                "x-amz-copy-source",
                "/lake/a%20key?versionId=null",
                "x-amz-metadata-directive",
                "COPY");
        assertThat(key("s3:PutObject", "s3:x-amz-copy-source")).containsExactly("lake/a key");
        assertThat(key("s3:PutObject", "s3:x-amz-metadata-directive")).containsExactly("COPY");
        assertThat(key("s3:PutObject", "s3:versionid")).isEmpty();
        assertThat(key("s3:GetObjectVersion", "s3:versionid")).containsExactly("null");
        assertThat(key("s3:GetObjectVersion", "s3:x-amz-copy-source")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT /lake/new, true",
        "POST /lake/new?uploads, false",
        "POST /lake/new?uploadId=x, true",
        "PUT /lake/new?uploadId=x&partNumber=1, false"
    })
    void write_tellsWhetherItMakesAnObject(String line, String creates) {
        s3.tell(line, "x");
        assertThat(key("s3:PutObject", "s3:ObjectCreationOperation")).containsExactly(creates);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, private",
        "x-amz-grant-read, id=\"1\"",
        "x-amz-storage-class, STANDARD",
        "x-amz-server-side-encryption, AES256",
        "x-amz-server-side-encryption-aws-kms-key-id, arn",
        "x-amz-website-redirect-location, /x",
        "if-match, x",
        "if-none-match, *"
    })
    void put_headers_areKeysOfTheirName(String header, String value) {
        s3.tell("PUT /lake/new", "x", header, value);
        assertThat(key("s3:PutObject", "s3:" + header)).containsExactly(value);
        rules.forget();
        s3.ask("GET /lake/key", header, value);
        assertThat(key("s3:GetObject", "s3:" + header)).isEmpty();
    }

    @Test
    void put_lock_isKnownFromItsHeaders() {
        s3.tell(
                "PUT /lake/new",
                "x",
                "x-amz-object-lock-mode",
                "GOVERNANCE",
                "x-amz-object-lock-retain-until-date",
                "2013-06-03T00:00:01Z",
                "x-amz-object-lock-legal-hold",
                "ON");
        assertThat(key("s3:PutObject", "s3:object-lock-mode")).containsExactly("GOVERNANCE");
        assertThat(key("s3:PutObject", "s3:object-lock-retain-until-date")).containsExactly("2013-06-03T00:00:01Z");
        assertThat(key("s3:PutObject", "s3:object-lock-remaining-retention-days"))
                .containsExactly("10");
        assertThat(key("s3:PutObject", "s3:object-lock-legal-hold")).containsExactly("ON");
        rules.forget();
        s3.tell("PUT /lake/new", "x", "x-amz-object-lock-retain-until-date", "tomorrow");
        assertThat(key("s3:PutObject", "s3:object-lock-remaining-retention-days"))
                .isEmpty();
    }

    @Test
    void deleteMany_eachVersionIsItsOwn() {
        String body =
                "<Delete><Object><Key>a</Key><VersionId>null</VersionId></Object><Object><Key>b</Key></Object></Delete>";
        s3.tell("POST /lake?delete&versionId=other", body, "content-md5", Xml.md5(body));
        assertThat(key("s3:DeleteObjectVersion", "s3:versionid")).containsExactly("null");
        assertThat(key("s3:DeleteObject", "s3:versionid")).isEmpty();
    }

    @Test
    void createBucket_placeAndTags_areReadFromTheBodyWhenAsked() {
        String body =
                "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint><Tags><Tag><Key>Team</Key>"
                        + "<Value>red</Value></Tag></Tags></CreateBucketConfiguration>";
        Rules askingRules = new Rules();
        askingRules.deny(request -> request.action().equals("s3:CreateBucket")
                && request.keys().values("s3:locationconstraint").equals(List.of("eu-west-1"))
                && request.keys().values("aws:requesttag/team").equals(List.of("red"))
                && request.keys().values("aws:tagkeys").equals(List.of("Team"))
                && request.keys().values("aws:requesttag/other").isEmpty());
        try (S3 asking = S3.with(askingRules)) {
            assertThat(asking.tell("PUT /pond", body).status()).isEqualTo(403);
            assertThat(asking.ask("PUT /pond").status()).isEqualTo(200);
        }
    }

    @Test
    void putBucketTagging_tagsAreReadFromTheBody() {
        String body =
                "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value/></Tag></TagSet></Tagging>";
        Rules askingRules = new Rules();
        try (S3 asking = S3.with(askingRules)) {
            asking.bucket("lake");
            askingRules.deny(request -> request.action().equals("s3:PutBucketTagging")
                    && request.keys().values("aws:tagkeys").equals(List.of("a", "b"))
                    && request.keys().values("aws:requesttag/b").equals(List.of("")));
            assertThat(asking.tell("PUT /lake?tagging", body, "content-md5", Xml.md5(body))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void bodyOfNobody_isNotReadForACondition() {
        Rules askingRules = new Rules();
        try (S3 asking = S3.with(askingRules)) {
            asking.bucket("lake");
            askingRules.deny(request -> request.keys().values("aws:tagkeys").isEmpty()
                    && request.keys().values("s3:locationconstraint").isEmpty());
            BytesBody body = new BytesBody(new byte[10], true);
            for (String line : List.of("PUT /lake?tagging", "PUT /pond")) {
                Recorded answer = asking.send(Unsigned.of(asking.request(line, "content-length", "10")), body);
                assertThat(answer.status()).isEqualTo(403);
                assertThat(body.asked()).isFalse();
            }
        }
    }
}
