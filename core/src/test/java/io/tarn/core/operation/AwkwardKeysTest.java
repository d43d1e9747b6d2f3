package io.tarn.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.PercentEncoding;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Resource;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.Rules;
import io.tarn.core.fixture.S3;
import io.tarn.core.fixture.Xml;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys are opaque: every one goes through every operation as it is, and what is authorised is what is stored. */
class AwkwardKeysTest {
    private final Rules rules = new Rules();
    private final S3 s3 = S3.with(rules);

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
        s3.bucket("pond");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    static Stream<String> keys() {
        return Stream.of(
                "/",
                "//",
                "/leading",
                "trailing/",
                "a//b",
                ".",
                "..",
                "./a",
                "../../etc/passwd",
                "a/../b",
                "a/./b",
                "public/../private",
                "%2F",
                "a%2Fb",
                "%252e%252e",
                "\\",
                "a\\..\\b",
                " ",
                "a b+c",
                "a?b&c=d#e",
                "a:b;c,d@e!f$g'h(i)j*k",
                "<&>\"'",
                "new\nline",
                "return\rtab\t",
                "null\u0000byte",
                "\u00e4\u00f6",
                "a\u0308",
                "\u20ac",
                "\uD83D\uDE00",
                "\uFFFD",
                "\u202Eright",
                "k".repeat(1_024),
                "\uD83D\uDE00".repeat(256));
    }

    private static String path(String bucket, String key) {
        return "/" + bucket + "/" + PercentEncoding.encodePath(key);
    }

    // BEHAVIOURS 40, ABUSE 59, 62, 65, 71
    @ParameterizedTest
    @MethodSource("keys")
    void key_isAuthorisedStoredAndListedAsItIs(String key) {
        rules.forget();
        assertThat(s3.put(path("lake", key), "hello").status()).isEqualTo(200);
        assertThat(s3.get(path("lake", key)).text()).isEqualTo("hello");
        assertThat(s3.ask("HEAD " + path("lake", key)).header("content-length")).isEqualTo("5");
        assertThat(rules.asked().stream().map(AccessRequest::resource))
                .allSatisfy(resource ->
                        assertThat(((Resource.Object) resource).key()).isEqualTo(key));
        String encoded = PercentEncoding.encodeListed(key);
        for (String list : new String[] {"", "list-type=2&", "versions&"}) {
            Recorded listed = s3.ask("GET /lake?" + list + "encoding-type=url&prefix=" + PercentEncoding.encode(key));
            assertThat(listed.element("Key")).isEqualTo(encoded);
            assertThat(listed.element("Prefix")).isEqualTo(encoded);
        }
        assertThat(s3.ask("GET /lake").text()).containsOnlyOnce("<Key>");
        assertThat(s3.ask("DELETE " + path("lake", key)).status()).isEqualTo(204);
        assertThat(s3.ask("GET /lake").text()).doesNotContain("<Key>");
    }

    // BEHAVIOURS 21, 40, ABUSE 60
    @ParameterizedTest
    @MethodSource("keys")
    void key_isCopiedAndUploadedAsItIs(String key) {
        s3.put(path("lake", key), "hello");
        rules.forget();
        String source = "/lake/" + PercentEncoding.encode(key);
        assertThat(s3.ask("PUT " + path("pond", key), "x-amz-copy-source", source)
                        .status())
                .isEqualTo(200);
        assertThat(rules.asked().stream().map(request -> request.resource().arn()))
                .containsExactlyInAnyOrder("arn:aws:s3:::pond/" + key, "arn:aws:s3:::lake/" + key);
        assertThat(s3.get(path("pond", key)).text()).isEqualTo("hello");
        String upload = s3.ask("POST " + path("pond", key) + "?uploads").element("UploadId");
        Recorded uploads = s3.ask("GET /pond?uploads&encoding-type=url");
        assertThat(uploads.element("Key")).isEqualTo(PercentEncoding.encodeListed(key));
        assertThat(s3.tell("PUT " + path("pond", key) + "?partNumber=1&uploadId=" + upload, "there")
                        .status())
                .isEqualTo(200);
        String tag = s3.ask("GET " + path("pond", key) + "?uploadId=" + upload).element("ETag");
        Recorded done = s3.tell(
                "POST " + path("pond", key) + "?uploadId=" + upload,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                        + "</ETag></Part></CompleteMultipartUpload>");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.element("Location")).isEqualTo("http://127.0.0.1:9000/pond/" + PercentEncoding.encode(key));
        assertThat(s3.get(path("pond", key)).text()).isEqualTo("there");
    }

    static Stream<String> keysInXml() {
        return keys().filter(key -> key.indexOf(0) < 0);
    }

    // BEHAVIOURS 40, ABUSE 61
    @ParameterizedTest
    @MethodSource("keysInXml")
    void key_inABody_isDeletedAsItIs(String key) {
        s3.put(path("lake", key), "hello");
        s3.put("/lake/other", "hello");
        rules.forget();
        String body = "<Delete><Object><Key>" + escaped(key) + "</Key></Object></Delete>";
        Recorded deleted = s3.tell("POST /lake?delete", body, "content-md5", Xml.md5(body));
        assertThat(deleted.text()).as(deleted.text()).contains("<Deleted>");
        assertThat(rules.asked().stream().map(request -> request.resource().arn()))
                .containsExactly("arn:aws:s3:::lake/" + key);
        assertThat(s3.ask("HEAD " + path("lake", key)).status()).isEqualTo(404);
        assertThat(s3.ask("HEAD /lake/other").status()).isEqualTo(200);
    }

    // ERRORS 16
    @Test
    void key_thatXmlCannotHold_isMalformed() {
        s3.put("/lake/a", "hello");
        String body = "<Delete><Object><Key>a</Key></Object><Object><Key>&#0;</Key></Object></Delete>";
        assertThat(s3.tell("POST /lake?delete", body, "content-md5", Xml.md5(body))
                        .code())
                .isEqualTo("MalformedXML");
        assertThat(s3.ask("HEAD /lake/a").status()).isEqualTo(200);
    }

    private static String escaped(String key) {
        StringBuilder text = new StringBuilder();
        key.codePoints().forEach(point -> {
            boolean plain = point > 0x7F || Character.isLetterOrDigit(point);
            text.append(plain ? Character.toString(point) : "&#" + point + ";");
        });
        return text.toString();
    }

    // BEHAVIOURS 40
    @Test
    void keys_thatLookAlike_areDifferent() {
        String[] keys = {"a/b", "a//b", "/a/b", "a/./b", "a/b/", "a%2Fb", "A/b"};
        for (String key : keys) {
            s3.put(path("lake", key), key);
        }
        for (String key : keys) {
            assertThat(s3.get(path("lake", key)).text()).isEqualTo(key);
        }
        assertThat(s3.ask("GET /lake?list-type=2").element("KeyCount")).isEqualTo(Integer.toString(keys.length));
    }

    // BEHAVIOURS 40
    @Test
    void key_encodedSlash_isASlash() {
        s3.put("/lake/a%2Fb", "hello");
        assertThat(s3.ask("GET /lake").element("Key")).isEqualTo("a/b");
    }
}
