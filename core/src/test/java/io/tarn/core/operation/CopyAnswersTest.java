package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.error;
import static io.tarn.core.fixture.Xml.flat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What copying an object or a part answers, field for field. */
class CopyAnswersTest {
    private static final String SOURCE = "x-amz-copy-source";
    private static final String ILLEGAL =
            "This copy request is illegal because it is trying to copy an object to itself "
                    + "without changing the object's metadata, storage class, website redirect location or encryption attributes.";

    private final S3 s3 = S3.open();

    @BeforeEach
    void object() {
        s3.bucket("lake");
        s3.bucket("pond");
        s3.tell("PUT /lake/key", "hello", "content-type", "text/plain", "x-amz-meta-a", "b");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private static String failed(String condition) {
        return error(
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                "Condition",
                condition);
    }

    @ParameterizedTest
    @CsvSource({"lake/key", "/lake/key", "lake/key?versionId=null", "lake/%6Bey"})
    void copy_anyFormOfTheSource_answersTagDateAndChecksum(String source) {
        Recorded copied = s3.ask("PUT /pond/copy", SOURCE, source);
        assertThat(copied.status()).isEqualTo(200);
        assertThat(copied.names()).containsExactlyInAnyOrder("content-type", "content-length");
        assertThat(copied.document()).isEqualTo(flat("""
                <CopyObjectResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag>
                <LastModified>2013-05-24T00:00:00.000Z</LastModified>
                <ChecksumType>FULL_OBJECT</ChecksumType><ChecksumCRC64NVME>M3eFcAZSQlc=</ChecksumCRC64NVME>
                </CopyObjectResult>
                """));
        Recorded head = s3.ask("HEAD /pond/copy");
        assertThat(head.header("content-type")).isEqualTo("text/plain");
        assertThat(head.header("x-amz-meta-a")).isEqualTo("b");
    }

    @Test
    void copy_metadataWithoutReplace_isIgnored_andReplaceWithoutMetadataEmpties() {
        s3.ask("PUT /pond/copy", SOURCE, "lake/key", "x-amz-meta-a", "c", "content-type", "a/b");
        assertThat(s3.ask("HEAD /pond/copy").header("x-amz-meta-a")).isEqualTo("b");
        assertThat(s3.ask("HEAD /pond/copy").header("content-type")).isEqualTo("text/plain");
        s3.ask("PUT /pond/copy", SOURCE, "lake/key", "x-amz-metadata-directive", "REPLACE");
        Recorded emptied = s3.ask("HEAD /pond/copy");
        assertThat(emptied.names()).doesNotContain("x-amz-meta-a");
        assertThat(emptied.header("content-type")).isEqualTo("binary/octet-stream");
    }

    @Test
    void copy_otherAlgorithm_isComputed() {
        Recorded copied = s3.ask("PUT /pond/copy", SOURCE, "lake/key", "x-amz-checksum-algorithm", "SHA256");
        assertThat(copied.document())
                .contains("<ChecksumType>FULL_OBJECT</ChecksumType>"
                        + "<ChecksumSHA256>LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=</ChecksumSHA256>");
        assertThat(s3.ask("PUT /pond/copy", SOURCE, "lake/key", "x-amz-checksum-algorithm", "NONE")
                        .code())
                .isEqualTo("InvalidRequest");
    }

    // BEHAVIOURS 20, ERRORS 68
    @Test
    void copyOntoItself_unchanged_isIllegal() {
        Recorded refused = s3.ask("PUT /lake/key", SOURCE, "lake/key");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document()).isEqualTo(error("InvalidRequest", ILLEGAL));
        assertThat(s3.ask("PUT /lake/key", SOURCE, "lake/key", "x-amz-acl", "private")
                        .code())
                .isEqualTo("InvalidRequest");
        assertThat(s3.ask("PUT /lake/key", SOURCE, "lake/key", "x-amz-storage-class", "STANDARD")
                        .status())
                .isEqualTo(200);
        assertThat(s3.ask("PUT /lake/key", SOURCE, "lake/key", "x-amz-metadata-directive", "REPLACE")
                        .status())
                .isEqualTo(200);
    }

    // ERRORS 69
    @ParameterizedTest
    @CsvSource({
        "x-amz-metadata-directive, Unknown metadata directive.",
        "x-amz-tagging-directive, Unknown tagging directive."
    })
    void copy_unknownDirective_isNamed(String header, String message) {
        Recorded refused = s3.ask("PUT /pond/copy", SOURCE, "lake/key", header, "MERGE");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error("InvalidArgument", message, "ArgumentName", header, "ArgumentValue", "MERGE"));
    }

    // BEHAVIOURS 19
    @Test
    void copy_sourceCondition_isNeverNotModified() {
        refuses("x-amz-copy-source-if-match", "x", "x-amz-copy-source-If-Match");
        refuses("x-amz-copy-source-if-none-match", "*", "x-amz-copy-source-If-None-Match");
        refuses(
                "x-amz-copy-source-if-modified-since",
                "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-copy-source-If-Modified-Since");
        refuses(
                "x-amz-copy-source-if-unmodified-since",
                "Thu, 23 May 2013 00:00:00 GMT",
                "x-amz-copy-source-If-Unmodified-Since");
        assertThat(s3.ask("HEAD /pond/copy").status()).isEqualTo(404);
    }

    private void refuses(String header, String value, String condition) {
        Recorded refused = s3.ask("PUT /pond/copy", SOURCE, "lake/key", header, value);
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.document()).isEqualTo(failed(condition));
    }

    @Test
    void copy_targetCondition_isOfTheTarget() {
        s3.put("/pond/copy", "old");
        assertThat(s3.ask("PUT /pond/copy", SOURCE, "lake/key", "if-none-match", "*")
                        .document())
                .isEqualTo(failed("If-None-Match"));
        Recorded missing = s3.ask("PUT /pond/none", SOURCE, "lake/key", "if-match", "\"x\"");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.element("Key")).isEqualTo("none");
        assertThat(s3.ask("PUT /pond/copy", SOURCE, "lake/key", "if-match", "\"x\"")
                        .document())
                .isEqualTo(failed("If-Match"));
        assertThat(s3.get("/pond/copy").text()).isEqualTo("old");
    }

    // BEHAVIOURS 21, ERRORS 13
    @Test
    void copy_sourceThatIsNone_isRefused() {
        assertThat(s3.ask("PUT /pond/copy", SOURCE, "lake/none").document())
                .isEqualTo(error("NoSuchKey", "The specified key does not exist.", "Key", "none"));
        assertThat(s3.ask("PUT /pond/copy", SOURCE, "none/key").document())
                .isEqualTo(error("NoSuchBucket", "The specified bucket does not exist", "BucketName", "none"));
        assertThat(s3.ask("PUT /pond/copy", SOURCE, "lake/%ZZ").document())
                .isEqualTo(error(
                        "InvalidArgument",
                        "Invalid copy source encoding",
                        "ArgumentName",
                        SOURCE,
                        "ArgumentValue",
                        "lake/%ZZ"));
        for (String source : new String[] {"", "lake", "lake/", "lake/key?versionId=", "lake/key?versionId=abc"}) {
            Recorded refused = s3.ask("PUT /pond/copy", SOURCE, source);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("InvalidArgument");
        }
    }

    // ERRORS 19
    @Test
    void copy_withABody_isRefused() {
        assertThat(s3.tell("PUT /pond/copy", "hello", SOURCE, "lake/key").code())
                .isEqualTo("UnexpectedContent");
        assertThat(s3.ask("HEAD /pond/copy").status()).isEqualTo(404);
    }

    // BEHAVIOURS 22, ERRORS 67
    @Test
    void copyPart_range_isCheckedAgainstTheSource() {
        String upload = Objects.requireNonNull(s3.ask("POST /pond/key?uploads").element("UploadId"));
        String line = "PUT /pond/key?partNumber=1&uploadId=" + upload;
        Recorded whole = s3.ask(line, SOURCE, "lake/key");
        assertThat(whole.document()).isEqualTo(flat("""
                <CopyPartResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag>
                <LastModified>2013-05-24T00:00:00.000Z</LastModified></CopyPartResult>
                """));
        assertThat(s3.ask(line, SOURCE, "lake/key", "x-amz-copy-source-range", "bytes=0-1")
                        .element("ETag"))
                .isEqualTo("&quot;6f96cfdfe5ccc627cadf24b41725caa4&quot;");
        Recorded end = s3.ask(line, SOURCE, "lake/key", "x-amz-copy-source-range", "bytes=0-5");
        assertThat(end.status()).isEqualTo(400);
        assertThat(end.document())
                .isEqualTo(error(
                        "InvalidArgument",
                        "Range specified is not valid for source object of size: 5",
                        "ArgumentName",
                        "x-amz-copy-source-range",
                        "ArgumentValue",
                        "bytes=0-5"));
        assertThat(s3.ask(line, SOURCE, "lake/key", "x-amz-copy-source-range", "bytes=5-6")
                        .document())
                .isEqualTo(error("InvalidRequest", "The specified copy range is invalid for the source object size"));
        assertThat(s3.ask(line, SOURCE, "lake/key", "x-amz-copy-source-range", "0-1")
                        .code())
                .isEqualTo("InvalidArgument");
    }

    @Test
    void copyPart_algorithmAskedFor_isAnswered() {
        Recorded begun = s3.ask("POST /pond/key?uploads", "x-amz-checksum-algorithm", "CRC32");
        Recorded part = s3.ask("PUT /pond/key?partNumber=1&uploadId=" + begun.element("UploadId"), SOURCE, "lake/key");
        assertThat(part.document()).endsWith("</LastModified><ChecksumCRC32>NhCmhg==</ChecksumCRC32></CopyPartResult>");
    }
}
