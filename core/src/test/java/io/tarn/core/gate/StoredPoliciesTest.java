package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.People;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import io.tarn.core.fixture.Xml;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stored policies and blocks do to requests, the way flaws of other servers came about. */
class StoredPoliciesTest {
    private static final String LAKE = "'Resource':['arn:aws:s3:::lake','arn:aws:s3:::lake/*']";
    private static final String NO_BLOCK = "<PublicAccessBlockConfiguration/>";

    private final People people = new People();
    private final S3 s3 = S3.with(people);

    @BeforeEach
    void things() {
        s3.bucket("lake");
        s3.bucket("pond");
        s3.put("/lake/key", "hello");
        s3.put("/lake/public/key", "hello");
        s3.put("/pond/secret", "secret");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private Recorded ask(String key, String line, String... fields) {
        return s3.send(s3.request(line, fields).keyId(key));
    }

    private Recorded anonymous(String line, String... fields) {
        return s3.send(Unsigned.of(s3.request(line, fields)), new BytesBody(new byte[0], true));
    }

    private static String statement(String effect, String actions, String resources, String condition) {
        return "{'Effect':'" + effect + "','Action':" + actions + ",'Resource':" + resources
                + (condition.isEmpty() ? "" : ",'Condition':{" + condition + "}") + "}";
    }

    private void policy(String bucket, String... statements) {
        Recorded put = s3.tell("PUT /" + bucket + "?policy", People.text(statements));
        assertThat(put.status()).as(put.text()).isEqualTo(204);
    }

    private void unblock(String bucket) {
        Recorded put = s3.tell("PUT /" + bucket + "?publicAccessBlock", NO_BLOCK, "content-md5", Xml.md5(NO_BLOCK));
        assertThat(put.status()).as(put.text()).isEqualTo(200);
    }

    // ABUSE 28, 29
    @Test
    void copy_sourceNotReadable_isRefused() {
        String writer = people.user("writer", statement("Allow", "'s3:*'", "'arn:aws:s3:::lake/*'", ""));
        String upload =
                Objects.requireNonNull(ask(writer, "POST /lake/new?uploads").element("UploadId"));
        String[] source = {"x-amz-copy-source", "/pond/secret"};
        assertThat(ask(writer, "PUT /lake/new", source).status()).isEqualTo(403);
        assertThat(ask(writer, "PUT /lake/new?partNumber=1&uploadId=" + upload, source)
                        .status())
                .isEqualTo(403);
        assertThat(ask(writer, "PUT /lake/new", "x-amz-copy-source", "/pond/none")
                        .status())
                .isEqualTo(403);
    }

    // ABUSE 28
    @Test
    void copy_conditionOnItsSource_holdsForBothWaysToCopy() {
        policy(
                "lake",
                "{'Effect':'Deny','Principal':'*','Action':'s3:PutObject','Resource':'arn:aws:s3:::lake/*',"
                        + "'Condition':{'StringLike':{'s3:x-amz-copy-source':'pond/*'}}}");
        String upload = Objects.requireNonNull(s3.ask("POST /lake/new?uploads").element("UploadId"));
        for (String source :
                new String[] {"/pond/secret", "pond/secret", "pond/%73ecret", "pond/secret?versionId=null"}) {
            assertThat(s3.ask("PUT /lake/new", "x-amz-copy-source", source).status())
                    .isEqualTo(403);
            assertThat(s3.ask("PUT /lake/new?partNumber=1&uploadId=" + upload, "x-amz-copy-source", source)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(s3.ask("PUT /lake/new", "x-amz-copy-source", "lake/key").status())
                .isEqualTo(200);
    }

    // ABUSE 31, 32
    @Test
    void deleteMany_everyKeyIsDecidedForItself() {
        String key =
                people.user("cleaner", statement("Allow", "'s3:DeleteObject'", "'arn:aws:s3:::lake/public/*'", ""));
        String body = "<Delete><Object><Key>public/key</Key></Object><Object><Key>key</Key></Object>"
                + "<Object><Key>public/key</Key><VersionId>null</VersionId></Object></Delete>";
        Recorded answer = s3.send(
                s3.request("POST /lake?delete", "content-md5", Xml.md5(body)).keyId(key), body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("<Deleted><Key>public/key</Key></Deleted>")
                .contains("<Error><Key>key</Key><Code>AccessDenied</Code>")
                .contains("<Error><Key>public/key</Key><VersionId>null</VersionId><Code>AccessDenied</Code>");
        assertThat(s3.get("/lake/key").status()).isEqualTo(200);
        assertThat(s3.get("/lake/public/key").status()).isEqualTo(404);
    }

    // ABUSE 30
    @Test
    void version_namedAnywhere_needsItsOwnPermission() {
        String key = people.user("reader", People.statement("Allow", "s3:GetObject", "s3:PutObject"));
        assertThat(ask(key, "GET /lake/key").status()).isEqualTo(200);
        assertThat(ask(key, "GET /lake/key?versionId=null").status()).isEqualTo(403);
        assertThat(ask(key, "HEAD /lake/key?versionId=null").status()).isEqualTo(403);
        assertThat(ask(key, "GET /lake/key?versionId=").status()).isEqualTo(403);
        assertThat(ask(key, "PUT /lake/copy", "x-amz-copy-source", "lake/key?versionId=null")
                        .status())
                .isEqualTo(403);
        assertThat(ask(key, "PUT /lake/copy", "x-amz-copy-source", "lake/key").status())
                .isEqualTo(200);
    }

    // ABUSE 47
    @Test
    void stranger_ownsNothingHere() {
        for (String line :
                new String[] {"GET /lake/key", "PUT /lake/new", "GET /lake", "DELETE /lake", "GET /lake?policy"}) {
            assertThat(ask(People.OTHER_ROOT, line).status()).isEqualTo(403);
        }
        assertThat(ask(People.OTHER_ROOT, "GET /").text()).doesNotContain("lake");
        assertThat(ask("AKIAUNKNOWN", "GET /lake/key").code()).isEqualTo("InvalidAccessKeyId");
    }

    // ABUSE 52
    @Test
    void publicPolicy_blockedLater_isRestrictedAtTheNextRequest() {
        unblock("lake");
        policy("lake", "{'Effect':'Allow','Principal':'*','Action':['s3:GetObject','s3:ListBucket']," + LAKE + "}");
        assertThat(anonymous("GET /lake/key").status()).isEqualTo(200);
        assertThat(anonymous("GET /lake").status()).isEqualTo(200);
        assertThat(anonymous("GET /lake/none").status()).isEqualTo(404);
        String restrict =
                "<PublicAccessBlockConfiguration><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";
        s3.tell("PUT /lake?publicAccessBlock", restrict, "content-md5", Xml.md5(restrict));
        assertThat(anonymous("GET /lake/key").status()).isEqualTo(403);
        assertThat(anonymous("GET /lake").status()).isEqualTo(403);
        assertThat(anonymous("GET /lake/none").status()).isEqualTo(403);
        assertThat(ask(people.user(People.OTHER, "ana", People.statement("Allow", "*")), "GET /lake/key")
                        .status())
                .isEqualTo(403);
        assertThat(ask(people.user("ana"), "GET /lake/key").status()).isEqualTo(200);
    }

    // ERRORS 82
    @Test
    void publicPolicy_whileBlocked_saysWhatPreventsIt() {
        Recorded answer = s3.tell(
                "PUT /lake?policy",
                People.text("{'Effect':'Allow','Principal':'*','Action':'s3:GetObject'," + LAKE + "}"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text())
                .contains("because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public"
                        + " Access</Message>");
    }

    // ABUSE 37, 52
    @Test
    void denialOfTheBucket_reachesItsRootToo_whoCanTakeItBack() {
        policy("lake", "{'Effect':'Deny','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::lake/*'}");
        assertThat(s3.get("/lake/key").status()).isEqualTo(403);
        assertThat(s3.ask("DELETE /lake?policy").status()).isEqualTo(204);
        assertThat(s3.get("/lake/key").status()).isEqualTo(200);
    }

    // ABUSE 59, 62, 71
    @Test
    void key_withDots_isMatchedAndReadAsItIs() {
        s3.put("/lake/private", "private");
        String key = people.user("public", statement("Allow", "'s3:*Object'", "'arn:aws:s3:::lake/public/*'", ""));
        assertThat(ask(key, "GET /lake/private").status()).isEqualTo(403);
        Recorded around = ask(key, "GET /lake/public/../private");
        assertThat(around.status()).isEqualTo(403);
        assertThat(around.text()).contains("s3:ListBucket");
        assertThat(s3.send(s3.request("PUT /lake/public/../private").keyId(key), "mine")
                        .status())
                .isEqualTo(200);
        assertThat(s3.get("/lake/private").text()).isEqualTo("private");
        assertThat(s3.get("/lake/public/../private").text()).isEqualTo("mine");
    }

    // ABUSE 53, 54
    @Test
    void addressClaimedInAHeader_opensNothing() {
        String key = people.user(
                "local",
                statement("Allow", "'s3:GetObject'", "'*'", "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}"),
                statement("Allow", "'s3:ListBucket'", "'*'", "'IpAddress':{'aws:SourceIp':'127.0.0.0/8'}"));
        assertThat(ask(key, "GET /lake/key", "x-forwarded-for", "10.1.2.3", "x-real-ip", "10.1.2.3")
                        .status())
                .isEqualTo(403);
        assertThat(ask(key, "GET /lake").status()).isEqualTo(200);
    }

    @Test
    void transportNotSecure_isDeniedWherePoliciesSaySo() {
        policy(
                "lake",
                "{'Effect':'Deny','Principal':'*','Action':'s3:*'," + LAKE
                        + ",'Condition':{'Bool':{'aws:SecureTransport':'false'}}}");
        assertThat(s3.get("/lake/key").status()).isEqualTo(403);
    }

    @Test
    void requesterPays_strangersSaySo() {
        String pays = "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>";
        assertThat(s3.tell("PUT /lake?requestPayment", pays, "content-md5", Xml.md5(pays))
                        .status())
                .isEqualTo(200);
        policy(
                "lake",
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::999999999999:root'},'Action':'s3:GetObject'," + LAKE
                        + "}");
        assertThat(ask(People.OTHER_ROOT, "GET /lake/key").status()).isEqualTo(403);
        assertThat(ask(People.OTHER_ROOT, "GET /lake/key", "x-amz-request-payer", "requester")
                        .status())
                .isEqualTo(200);
        RawClient presigned =
                s3.request("GET /lake/key").keyId(People.OTHER_ROOT).query("x-amz-request-payer", "requester");
        assertThat(s3.send(presigned.presigned(60), new BytesBody(new byte[0], true))
                        .status())
                .isEqualTo(200);
        assertThat(s3.get("/lake/key").status()).isEqualTo(200);
    }

    @Test
    void listing_narrowedToAPrefix_isNarrow() {
        String key = people.user(
                "lister", statement("Allow", "'s3:ListBucket'", "'*'", "'StringEquals':{'s3:prefix':'public/'}"));
        assertThat(ask(key, "GET /lake?list-type=2&prefix=public%2F").status()).isEqualTo(200);
        assertThat(ask(key, "GET /lake?prefix=public%2F").status()).isEqualTo(200);
        assertThat(ask(key, "GET /lake?list-type=2").status()).isEqualTo(403);
        assertThat(ask(key, "GET /lake?list-type=2&prefix=p").status()).isEqualTo(403);
        assertThat(ask(key, "HEAD /lake").status()).isEqualTo(403);
    }
}
