package io.tarn.core.gate;

import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.PostForm;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploading by a browser's form: what is stored and how it is answered. */
class FormPostTest {
    private static final String ETAG = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final S3 s3 = S3.open();

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private static PostForm form() {
        return PostForm.signed("lake", "dir/key", "hello");
    }

    private Recorded post(PostForm form) {
        return form.to(s3, "/lake");
    }

    // BEHAVIOURS 44
    @Test
    void post_signed_storesTheFile() {
        Recorded answer = post(form());
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("etag")).isEqualTo(ETAG);
        assertThat(answer.header("location")).isEqualTo("http://127.0.0.1:9000/lake/dir%2Fkey");
        assertThat(answer.names())
                .containsExactlyInAnyOrder("etag", "location", "x-amz-checksum-crc64nvme", "x-amz-checksum-type");
        Recorded read = s3.get("/lake/dir/key");
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.header("content-type")).isEqualTo("binary/octet-stream");
    }

    // BEHAVIOURS 44
    @Test
    void post_status201_answersADocument() {
        Recorded answer = post(form().allowed("success_action_status", "201"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.document())
                .isEqualTo(
                        "<PostResponse><Location>http://127.0.0.1:9000/lake/dir%2Fkey</Location><Bucket>lake</Bucket>"
                                + "<Key>dir/key</Key><ETag>" + ETAG.replace("\"", "&quot;") + "</ETag></PostResponse>");
        assertThat(answer.header("etag")).isEqualTo(ETAG);
        assertThat(answer.header("location")).isEqualTo("http://127.0.0.1:9000/lake/dir%2Fkey");
        assertThat(answer.header("content-type")).isEqualTo("application/xml");
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "204, 204", "404, 204", "'', 204", "201x, 204"})
    void post_otherStatus_answersWithoutABody(String asked, int status) {
        Recorded answer = post(form().allowed("success_action_status", asked));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("content-length")).isEqualTo(status == 200 ? "0" : null);
        assertThat(answer.header("content-type")).isNull();
    }

    // BEHAVIOURS 44
    @ParameterizedTest
    @CsvSource({
        "success_action_redirect, http://a.example/done, http://a.example/done?",
        "redirect, HTTPS://a.example, HTTPS://a.example?",
        "success_action_redirect, http://a.example/done?x=1 2, http://a.example/done?x=1 2&",
    })
    void post_redirect_tellsWhatWasStored(String field, String url, String start) {
        Recorded answer = post(PostForm.signed("lake", "a b/ü", "hello").allowed(field, url));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location"))
                .isEqualTo(start + "bucket=lake&key=a+b%2F%C3%BC&etag=%225d41402abc4b2a76b9719d911017c592%22");
        assertThat(answer.bytes()).isEmpty();
    }

    @Test
    void post_redirectWithFragment_putsTheQueryBeforeIt() {
        Recorded answer = post(form().allowed("success_action_redirect", "http://a.example/#done"));
        assertThat(answer.header("location"))
                .startsWith("http://a.example/?bucket=lake&")
                .endsWith("%22#done");
    }

    // ABUSE 74
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/relative",
                "//other.example/x",
                "javascript:alert(1)",
                "http://",
                "https:///x",
                "http://a.example/\r\nset-cookie: a=b",
                "http://a.example/\u0000",
                "http://a.example/\u010A",
                "data:text/html,x",
                ""
            })
    void post_redirectThatCannotBeFollowed_isIgnored(String url) {
        Recorded answer = post(form().allowed("success_action_redirect", url));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("location")).isEqualTo("http://127.0.0.1:9000/lake/dir%2Fkey");
        assertThat(answer.names()).doesNotContain("set-cookie");
    }

    @Test
    void post_fieldsOfHeaders_areStoredAsPutStoresThem() {
        Recorded answer = post(form().allowed("Content-Type", "text/plain")
                .allowed("Cache-Control", "no-cache")
                .allowed("Content-Disposition", "attachment; filename=\"ü.txt\"")
                .allowed("Content-Encoding", "gzip")
                .allowed("Expires", "Thu, 01 Dec 2033 16:00:00 GMT")
                .allowed("x-amz-meta-Colour", "grün")
                .allowed("x-amz-storage-class", "STANDARD")
                .allowed("x-amz-website-redirect-location", "/other"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        Recorded read = s3.get("/lake/dir/key");
        assertThat(read.header("content-type")).isEqualTo("text/plain");
        assertThat(read.header("cache-control")).isEqualTo("no-cache");
        assertThat(read.header("content-disposition")).isEqualTo("attachment; filename=\"ü.txt\"");
        assertThat(read.header("content-encoding")).isEqualTo("gzip");
        assertThat(read.header("expires")).isEqualTo("Thu, 01 Dec 2033 16:00:00 GMT");
        assertThat(read.header("x-amz-meta-colour")).isEqualTo("=?UTF-8?B?Z3LDvG4=?=");
        assertThat(read.header("x-amz-website-redirect-location")).isEqualTo("/other");
    }

    @Test
    void post_metadataTwice_isJoined() {
        PostForm form = form().field("x-amz-meta-tag", "Ninja")
                .field("x-amz-meta-tag", "Stallman")
                .condition("[\"eq\", \"$x-amz-meta-tag\", \"Ninja,Stallman\"]");
        assertThat(post(form).status()).isEqualTo(204);
        assertThat(s3.get("/lake/dir/key").header("x-amz-meta-tag")).isEqualTo("Ninja,Stallman");
    }

    // ABUSE 72
    @Test
    void post_controlCharactersInMetadata_comeBackEncoded() {
        assertThat(post(form().allowed("x-amz-meta-a", "x\r\nset-cookie: a=b\u0000"))
                        .status())
                .isEqualTo(204);
        Recorded read = s3.get("/lake/dir/key");
        assertThat(read.header("x-amz-meta-a")).startsWith("=?UTF-8?B?");
        assertThat(read.names()).doesNotContain("set-cookie");
    }

    // ABUSE 72
    @ParameterizedTest
    @CsvSource({"Content-Type, x", "Cache-Control, x", "x-amz-website-redirect-location, /"})
    void post_controlCharactersInOtherHeaders_areRefused(String name, String value) {
        Recorded refused = post(form().allowed(name, value + "\r\nset-cookie: a=b"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error("InvalidArgument", "The form field is no valid header.", "ArgumentName", name));
        assertThat(s3.get("/lake/dir/key").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "dir/${filename}, name.txt, dir/name.txt",
        "${filename}/${filename}, a, a/a",
        "dir/${filename}, C:\\\\Program Files\\\\x\\\\file.txt, dir/file.txt",
        "dir/${filename}, C:\\dir\\file.txt, dir/file.txt",
        "dir/${filename}, /etc/../passwd, dir/passwd",
        "dir/${filename}, '', dir/",
        "dir/${filename}, tést%22.txt, dir/tést%22.txt",
        "dir/${filename}, ${filename}, dir/${filename}",
        "${filenam}, x, ${filenam}"
    })
    void post_filename_standsInTheKey(String key, String filename, String stored) {
        Recorded answer =
                post(PostForm.signed("lake", key, "hello").filename(filename).allowed("success_action_status", "201"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.element("Key")).isEqualTo(stored);
    }

    @Test
    void post_fileWithoutFilename_keepsTheVariable() {
        PostForm form = PostForm.signed("lake", "dir/${filename}", "hello").filename(null);
        assertThat(post(form.allowed("success_action_status", "201")).element("Key"))
                .isEqualTo("dir/${filename}");
    }

    @Test
    void post_filenameInOtherFields_isSeenByThePolicy() {
        PostForm form = form().field("x-amz-meta-name", "is ${filename}")
                .condition("[\"eq\", \"$x-amz-meta-name\", \"is name.txt\"]");
        assertThat(post(form).status()).isEqualTo(204);
        assertThat(s3.get("/lake/dir/key").header("x-amz-meta-name")).isEqualTo("is name.txt");
    }

    /** A name that is put in a thousand times would make much of little. */
    @Test
    void post_filenameManyTimes_isBounded() {
        String many = "${filename}".repeat(1000);
        Recorded refused = post(form().allowed("x-amz-meta-a", many).filename("n".repeat(2000)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("MaxPostPreDataLengthExceeded");
    }

    @Test
    void post_whatFollowsTheFile_isIgnored() {
        String after = PostForm.part("x-amz-meta-late", null) + "x\r\n" + PostForm.part("file", "b") + "other\r\n";
        assertThat(post(form().after(after)).status()).isEqualTo(204);
        Recorded read = s3.get("/lake/dir/key");
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.names()).doesNotContain("x-amz-meta-late");
    }

    @Test
    void post_virtualHost_findsTheBucketInTheHost() {
        PostForm form = form().allowed("success_action_status", "201");
        byte[] body = form.body();
        io.tarn.api.http.Headers headers = io.tarn.api.http.Headers.builder()
                .add("host", "lake.s3.amazonaws.com")
                .add("content-type", "multipart/form-data; boundary=\"" + PostForm.BOUNDARY + "\"")
                .add("content-length", Integer.toString(body.length))
                .build();
        Recorded answer = s3.send(
                io.tarn.api.http.RequestHead.of("POST", "/", headers), new io.tarn.core.fixture.BytesBody(body, true));
        assertThat(answer.element("Location")).isEqualTo("http://lake.s3.amazonaws.com/dir%2Fkey");
    }

    @Test
    void post_fieldNamesInAnyCase_areTheSame() {
        PostForm form = PostForm.signed("lake", "x", "hello")
                .without("key")
                .field("KEY", "other")
                .field("X-Amz-Meta-A", "1")
                .condition("[\"StArTs-WiTh\", \"$x-AMZ-meta-a\", \"1\"]");
        assertThat(post(form).status()).isEqualTo(204);
        assertThat(s3.get("/lake/other").text()).isEqualTo("hello");
    }

    // BEHAVIOURS 17
    @Test
    void post_conditionInTheHead_isKept() {
        s3.put("/lake/dir/key", "old");
        assertThat(post(form().header("if-none-match", "*")).status()).isEqualTo(412);
        assertThat(s3.get("/lake/dir/key").text()).isEqualTo("old");
    }
}
