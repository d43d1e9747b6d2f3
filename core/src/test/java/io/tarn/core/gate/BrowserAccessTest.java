package io.tarn.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.RequestHead;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.People;
import io.tarn.core.fixture.PostForm;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import io.tarn.core.fixture.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers may that carry no credentials, or somebody else's in a URL or a form. */
class BrowserAccessTest {
    private static final String NO_BLOCK = "<PublicAccessBlockConfiguration/>";

    private final People people = new People();
    private final S3 s3 = S3.with(people);

    @BeforeEach
    void things() {
        s3.bucket("lake");
        s3.put("/lake/public/key", "hello");
        s3.put("/lake/key", "hello");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private static String allow(String principal, String actions, String resource) {
        return "{'Effect':'Allow'," + principal + "'Action':" + actions + ",'Resource':'arn:aws:s3:::lake/" + resource
                + "'}";
    }

    private void open(String... statements) {
        assertThat(s3.tell("PUT /lake?publicAccessBlock", NO_BLOCK, "content-md5", Xml.md5(NO_BLOCK))
                        .status())
                .isEqualTo(200);
        Recorded put = s3.tell("PUT /lake?policy", People.text(statements));
        assertThat(put.status()).as(put.text()).isEqualTo(204);
    }

    private Recorded anonymous(String line, String... fields) {
        return s3.send(Unsigned.of(s3.request(line, fields)), new BytesBody(new byte[0], true));
    }

    private PostForm form(String keyId, String key) {
        return PostForm.signed("lake", key, "posted")
                .instead("x-amz-credential", keyId + "/20130524/us-east-1/s3/aws4_request");
    }

    @Test
    void anonymous_publicPolicy_readsWhatItNamesAndNoMore() {
        open(allow("'Principal':'*',", "'s3:GetObject'", "public/*"));
        assertThat(anonymous("GET /lake/public/key").text()).isEqualTo("hello");
        assertThat(anonymous("HEAD /lake/public/key").status()).isEqualTo(200);
        assertThat(anonymous("GET /lake/public/none").status()).isEqualTo(403);
        assertThat(anonymous("GET /lake/key").status()).isEqualTo(403);
        assertThat(anonymous("GET /lake?list-type=2").status()).isEqualTo(403);
        assertThat(anonymous("DELETE /lake/public/key").status()).isEqualTo(403);
    }

    // ERRORS 55
    // ABUSE 73
    @ParameterizedTest
    @CsvSource({
        "response-content-type=text%2Fhtml",
        "response-content-disposition=inline",
        "response-cache-control=x",
        "response-content-encoding=gzip",
        "response-content-language=de",
        "response-expires=x"
    })
    void anonymous_responseOverride_isRefusedThoughReadingIsAllowed(String parameter) {
        open(allow("'Principal':'*',", "'s3:GetObject'", "public/*"));
        Recorded refused = anonymous("GET /lake/public/key?" + parameter);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidRequest");
    }

    @Test
    void anonymousForm_publiclyWritable_isTakenWhereThePolicySaysSo() {
        PostForm form = PostForm.of("public/new", "posted").field("x-amz-meta-a", "1");
        assertThat(form.to(s3, "/lake").status()).isEqualTo(403);
        open(allow("'Principal':'*',", "'s3:PutObject'", "public/*"));
        assertThat(form.to(s3, "/lake").status()).isEqualTo(204);
        assertThat(s3.get("/lake/public/new").text()).isEqualTo("posted");
        assertThat(s3.get("/lake/public/new").header("x-amz-meta-a")).isEqualTo("1");
        assertThat(PostForm.of("new", "posted").to(s3, "/lake").status()).isEqualTo(403);
        assertThat(s3.get("/lake/new").status()).isEqualTo(404);
    }

    /** A policy that nobody signed binds nobody, and lends nobody's permissions. */
    // ABUSE 34
    @Test
    void anonymousForm_policyNobodySigned_isNobodys() {
        PostForm form = PostForm.of("key", "posted").field("policy", "e30=");
        assertThat(form.to(s3, "/lake").status()).isEqualTo(403);
    }

    // ABUSE 33
    @Test
    void form_ofAUser_mayWhatTheUserMay() {
        String reader = people.user("reader", People.statement("Allow", "s3:GetObject"));
        String writer = people.user("writer", allow("", "'s3:PutObject'", "own/*"));
        assertThat(form(reader, "own/a").to(s3, "/lake").status()).isEqualTo(403);
        assertThat(form(writer, "own/a").to(s3, "/lake").status()).isEqualTo(204);
        assertThat(form(writer, "own/../key").to(s3, "/lake").status()).isEqualTo(204);
        assertThat(form(writer, "key").to(s3, "/lake").status()).isEqualTo(403);
        assertThat(form(People.OTHER_ROOT, "own/b").to(s3, "/lake").status()).isEqualTo(403);
        assertThat(s3.get("/lake/key").text()).isEqualTo("hello");
    }

    // ABUSE 44
    @Test
    void form_expiredSession_isRefused() {
        assertThat(form(People.EXPIRED, "key").to(s3, "/lake").code()).isEqualTo("ExpiredToken");
    }

    @ParameterizedTest
    @CsvSource({"POST, 403, 204", "REST-HEADER, 204, 403"})
    void policy_onWhereTheSignatureStands_tellsFormsApart(String type, int formStatus, int deleteStatus) {
        open("{'Effect':'Deny','Principal':'*','Action':['s3:PutObject','s3:DeleteObject'],"
                + "'Resource':'arn:aws:s3:::lake/*','Condition':{'StringEquals':{'s3:authType':'" + type + "'}}}");
        String writer = people.user("writer", People.statement("Allow", "s3:*"));
        assertThat(form(writer, "k").to(s3, "/lake").status()).isEqualTo(formStatus);
        assertThat(s3.send(s3.request("DELETE /lake/key").keyId(writer)).status())
                .isEqualTo(deleteStatus);
    }

    /** The fields of a form are the headers that conditions see. */
    @Test
    void policy_onAHeader_seesTheField() {
        open("{'Effect':'Deny','Principal':'*','Action':'s3:PutObject','Resource':'arn:aws:s3:::lake/*',"
                + "'Condition':{'StringEquals':{'s3:x-amz-storage-class':'STANDARD'}}}");
        String writer = people.user("writer", People.statement("Allow", "s3:*"));
        assertThat(form(writer, "k")
                        .allowed("X-Amz-Storage-Class", "STANDARD")
                        .to(s3, "/lake")
                        .status())
                .isEqualTo(403);
        assertThat(form(writer, "k").to(s3, "/lake").status()).isEqualTo(204);
    }

    // ABUSE 50
    @Test
    void presignedAndForm_permissionWithdrawn_workNoMore() {
        String key = people.user("ana", People.statement("Allow", "s3:*"));
        RequestHead url = s3.request("GET /lake/key").keyId(key).presigned(600);
        PostForm form = form(key, "posted");
        assertThat(s3.send(url, new BytesBody(new byte[0], true)).status()).isEqualTo(200);
        assertThat(form.to(s3, "/lake").status()).isEqualTo(204);
        people.user("ana");
        assertThat(s3.send(url, new BytesBody(new byte[0], true)).code()).isEqualTo("AccessDenied");
        assertThat(form.to(s3, "/lake").code()).isEqualTo("AccessDenied");
    }

    // ABUSE 13
    @ParameterizedTest
    @CsvSource({"GET, HEAD", "GET, PUT", "GET, DELETE", "PUT, GET", "HEAD, GET"})
    void presigned_forAnotherMethod_isRefused(String signed, String used) {
        RequestHead url =
                s3.request(signed + " /lake/key").keyId(RawClient.KEY_ID).presigned(60);
        RequestHead other = new RequestHead(used, url.rawPath(), url.rawQuery(), url.headers());
        Recorded refused = s3.send(other, new BytesBody(new byte[0], true));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(s3.get("/lake/key").text()).isEqualTo("hello");
    }

    // ERRORS 51
    @Test
    void presigned_until_worksToItsLastSecondAndNotBeyond() {
        RequestHead url = s3.request("GET /lake/key").presigned(1);
        s3.advance(1_000);
        assertThat(s3.send(url, new BytesBody(new byte[0], true)).status()).isEqualTo(200);
        s3.advance(1_000);
        assertThat(s3.send(url, new BytesBody(new byte[0], true)).element("Message"))
                .isEqualTo("Request has expired");
    }
}
