package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.error;
import static io.tarn.core.fixture.Xml.flat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.Rules;
import io.tarn.core.fixture.S3;
import io.tarn.core.fixture.Xml;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What deleting many objects at once answers, key for key. */
class DeleteManyAnswersTest {
    private static final String MALFORMED =
            "The XML you provided was not well-formed or did not validate against our published schema";

    private final Rules rules = new Rules();
    private final S3 s3 = S3.with(rules);

    @BeforeEach
    void objects() {
        s3.bucket("lake");
        for (String key : new String[] {"a", "b", "c"}) {
            s3.put("/lake/" + key, "hello");
        }
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private Recorded delete(String inside) {
        String body = "<Delete>" + inside + "</Delete>";
        return s3.tell("POST /lake?delete", body, "content-md5", Xml.md5(body));
    }

    private static String object(String key) {
        return "<Object><Key>" + key + "</Key></Object>";
    }

    // BEHAVIOURS 10
    @Test
    void delete_presentMissingAndWrongVersion_areTold() {
        Recorded deleted = delete(object("a") + object("none")
                + "<Object><Key>b</Key><VersionId>null</VersionId></Object>"
                + "<Object><Key>c</Key><VersionId>wrong</VersionId></Object>");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.document()).isEqualTo(flat("""
                <DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <Deleted><Key>a</Key></Deleted><Deleted><Key>none</Key></Deleted>
                <Deleted><Key>b</Key><VersionId>null</VersionId></Deleted>
                <Error><Key>c</Key><VersionId>wrong</VersionId><Code>NoSuchVersion</Code>
                <Message>The specified version does not exist.</Message></Error>
                </DeleteResult>
                """));
        assertThat(s3.ask("HEAD /lake/a").status()).isEqualTo(404);
        assertThat(s3.ask("HEAD /lake/c").status()).isEqualTo(200);
    }

    // BEHAVIOURS 10
    @Test
    void delete_quietly_tellsErrorsOnly() {
        assertThat(delete("<Quiet>true</Quiet>" + object("a")).document())
                .isEqualTo("<DeleteResult" + Xml.NAMESPACE + "/>");
        assertThat(delete("<Quiet>true</Quiet>" + object("b")
                                + "<Object><Key>c</Key><VersionId>wrong</VersionId></Object>")
                        .document())
                .startsWith("<DeleteResult" + Xml.NAMESPACE + "><Error><Key>c</Key>")
                .doesNotContain("Deleted");
    }

    // ERRORS 76, BEHAVIOURS 10
    @Test
    void delete_moreThanAThousand_isMalformed() {
        Recorded refused = delete(object("a").repeat(1_001));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document()).isEqualTo(error("MalformedXML", MALFORMED));
        assertThat(s3.ask("HEAD /lake/a").status()).isEqualTo(200);
        assertThat(delete(object("a").repeat(1_000)).status()).isEqualTo(200);
    }

    // ERRORS 16
    @ParameterizedTest
    @ValueSource(strings = {"", "<Object/>", "<Object><VersionId>null</VersionId></Object>"})
    void delete_nothingNamed_isMalformed(String inside) {
        Recorded refused = delete(inside);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("MalformedXML");
    }

    // ERRORS 18, 77
    @Test
    void delete_noDigestOrNoBody_isRefused() {
        assertThat(s3.tell("POST /lake?delete", "<Delete>" + object("a") + "</Delete>")
                        .document())
                .isEqualTo(error(
                        "InvalidRequest", "Missing required header for this request: Content-MD5 OR x-amz-checksum-*"));
        assertThat(s3.tell("POST /lake?delete", "", "content-md5", Xml.md5("")).document())
                .isEqualTo(error("MissingRequestBodyError", "Request Body is empty"));
        assertThat(s3.ask("HEAD /lake/a").status()).isEqualTo(200);
    }

    // BEHAVIOURS 17
    @Test
    void delete_tags_areCompared() {
        Recorded deleted = delete("<Object><Key>a</Key><ETag>\"x\"</ETag></Object>"
                + "<Object><Key>b</Key><ETag>\"5d41402abc4b2a76b9719d911017c592\"</ETag></Object>"
                + "<Object><Key>c</Key><Size>5</Size></Object>");
        assertThat(deleted.text())
                .contains("<Deleted><Key>b</Key></Deleted>")
                .contains("<Error><Key>a</Key><Code>PreconditionFailed</Code>")
                .contains("<Error><Key>c</Key><Code>NotImplemented</Code>");
        assertThat(s3.ask("HEAD /lake/a").status()).isEqualTo(200);
        assertThat(s3.ask("HEAD /lake/c").status()).isEqualTo(200);
    }

    // ABUSE 31, 32
    @Test
    void delete_someKeysDenied_deletesTheOthers() {
        rules.deny(request -> request.resource().arn().equals("arn:aws:s3:::lake/b"));
        Recorded deleted = delete(object("a") + object("b") + object("c"));
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.document())
                .isEqualTo("<DeleteResult" + Xml.NAMESPACE
                        + "><Deleted><Key>a</Key></Deleted><Deleted><Key>c</Key></Deleted>"
                        + "<Error><Key>b</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
                        + "</DeleteResult>");
        assertThat(s3.ask("HEAD /lake/a").status()).isEqualTo(404);
        rules.deny(request -> false);
        assertThat(s3.ask("HEAD /lake/b").status()).isEqualTo(200);
    }

    // ABUSE 30, 31
    @Test
    void delete_namedVersion_asksForTheVersionsAction() {
        rules.forget();
        delete(object("a") + "<Object><Key>b</Key><VersionId>null</VersionId></Object>");
        assertThat(rules.asked().stream()
                        .map(request ->
                                request.action() + " " + request.resource().arn()))
                .containsExactly("s3:DeleteObject arn:aws:s3:::lake/a", "s3:DeleteObjectVersion arn:aws:s3:::lake/b");
    }

    // ABUSE 31
    @Test
    void delete_allKeysDenied_deletesNothing() {
        rules.deny(request -> true);
        assertThat(delete(object("a") + object("b")).text()).doesNotContain("<Deleted>");
        rules.deny(request -> false);
        assertThat(s3.ask("HEAD /lake/a").status()).isEqualTo(200);
    }
}
