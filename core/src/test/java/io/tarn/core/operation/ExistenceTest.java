package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.access.Resource;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.Rules;
import io.tarn.core.fixture.S3;
import io.tarn.core.fixture.Xml;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who learns what exists: everybody of buckets, of keys those who may list the bucket. */
class ExistenceTest {
    private static final String LIST = "s3:ListBucket";

    private final Rules rules = new Rules();
    private final S3 s3 = S3.with(rules);

    @BeforeEach
    void object() {
        s3.bucket("lake");
        s3.bucket("pond");
        s3.put("/lake/key", "hello");
        rules.otherwise(new PolicyAuthorizer(id -> true));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private static void denied(Recorded answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        if (answer.bytes().length > 0) {
            assertThat(answer.document()).isEqualTo(error("AccessDenied", "Access Denied"));
        }
    }

    // BEHAVIOURS 39, ERRORS 2
    @ParameterizedTest
    @CsvSource({
        "GET, /lake/none",
        "HEAD, /lake/none",
        "GET, /lake/none?versionId=null",
        "HEAD, /lake/none?versionId=null",
        "GET, /lake/none?partNumber=1",
        "GET, /lake/none?attributes",
        "GET, /lake/none?tagging",
        "GET, /lake/none?acl"
    })
    void read_missingKey_isSeenByThoseWhoMayList(String method, String target) {
        String line = method + " " + target;
        String[] fields = {"x-amz-object-attributes", "ETag"};
        assertThat(s3.ask(line, fields).status()).isEqualTo(404);
        rules.denyActions(LIST);
        denied(s3.ask(line, fields));
    }

    // BEHAVIOURS 39
    @Test
    void copy_missingSource_isSeenByThoseWhoMayListTheSource() {
        String upload = Objects.requireNonNull(s3.ask("POST /pond/key?uploads").element("UploadId"));
        String part = "PUT /pond/key?partNumber=1&uploadId=" + upload;
        rules.deny(request -> listsBucket(request, "pond"));
        assertThat(s3.ask("PUT /pond/key", "x-amz-copy-source", "lake/none").status())
                .isEqualTo(404);
        assertThat(s3.ask(part, "x-amz-copy-source", "lake/none").status()).isEqualTo(404);
        rules.deny(request -> listsBucket(request, "lake"));
        denied(s3.ask("PUT /pond/key", "x-amz-copy-source", "lake/none"));
        denied(s3.ask("PUT /pond/key", "x-amz-copy-source", "lake/none?versionId=null"));
        denied(s3.ask(part, "x-amz-copy-source", "lake/none"));
    }

    private static boolean listsBucket(AccessRequest request, String name) {
        return request.action().equals(LIST)
                && request.resource() instanceof Resource.Bucket bucket
                && bucket.name().equals(name);
    }

    // BEHAVIOURS 39
    @Test
    void write_missingKeyAskedFor_isSeenByThoseWhoMayList() {
        String[] match = {"if-match", "\"x\""};
        String[] copied = {"x-amz-copy-source", "lake/key", "if-match", "\"x\""};
        assertThat(s3.tell("PUT /lake/none", "x", match).status()).isEqualTo(404);
        assertThat(s3.ask("PUT /lake/none", copied).status()).isEqualTo(404);
        assertThat(s3.ask("DELETE /lake/none", match).status()).isEqualTo(404);
        rules.denyActions(LIST);
        denied(s3.tell("PUT /lake/none", "x", match));
        denied(s3.ask("PUT /lake/none", copied));
        denied(s3.ask("DELETE /lake/none", match));
        denied(s3.ask("DELETE /lake/none", "if-match", "*"));
    }

    // ABUSE 99
    @ParameterizedTest
    @ValueSource(strings = {"if-match", "if-none-match"})
    void read_notAllowed_conditionsTellNothing(String header) {
        rules.denyActions("s3:GetObject", "s3:GetObjectVersion");
        for (String value : new String[] {"*", "\"5d41402abc4b2a76b9719d911017c592\"", "\"x\""}) {
            for (String key : new String[] {"key", "none"}) {
                denied(s3.ask("GET /lake/" + key, header, value));
                denied(s3.ask("HEAD /lake/" + key, header, value));
                denied(s3.ask("GET /lake/" + key + "?versionId=null", header, value));
                denied(s3.ask(
                        "PUT /pond/copy", "x-amz-copy-source", "lake/" + key, "x-amz-copy-source-" + header, value));
            }
        }
        denied(s3.ask("GET /lake/key", "if-modified-since", "Sat, 25 May 2013 00:00:00 GMT"));
        denied(s3.ask("GET /lake/key", "range", "bytes=99-"));
    }

    /** To compare a tag is to read it. */
    // ABUSE 99
    @Test
    void write_notAllowedToRead_comparesNoTag() {
        rules.denyActions("s3:GetObject");
        for (String tag : new String[] {"\"5d41402abc4b2a76b9719d911017c592\"", "\"x\""}) {
            denied(s3.tell("PUT /lake/key", "x", "if-match", tag));
            denied(s3.ask("DELETE /lake/key", "if-match", tag));
            String body = "<Delete><Object><Key>key</Key><ETag>" + tag + "</ETag></Object></Delete>";
            assertThat(s3.tell("POST /lake?delete", body, "content-md5", Xml.md5(body))
                            .text())
                    .contains("<Error><Key>key</Key><Code>AccessDenied</Code>");
        }
        assertThat(s3.ask("DELETE /lake/key", "if-match", "*").status()).isEqualTo(204);
    }

    @Test
    void missingBucket_isSeenByEverybody() {
        rules.deny(request -> true);
        for (String line : new String[] {"GET /none", "GET /none/key", "PUT /none/key", "DELETE /none"}) {
            assertThat(s3.ask(line).code()).isEqualTo("NoSuchBucket");
        }
    }
}
