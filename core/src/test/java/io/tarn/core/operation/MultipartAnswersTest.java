package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.error;
import static io.tarn.core.operation.UploadsByHand.both;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What beginning, filling and aborting a multipart upload answers, field for field. */
class MultipartAnswersTest {
    private static final String TAIL_TAG = UploadsByHand.TAIL_TAG;
    private static final String TAIL_CRC32 = UploadsByHand.TAIL_CRC32;
    private static final String NO_UPLOAD = "The specified upload does not exist. The upload ID may be invalid, or the "
            + "upload may have been aborted or completed.";

    private final S3 s3 = S3.open();
    private final UploadsByHand uploads = new UploadsByHand(s3);

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void create_plain_answersThreeElementsAndNoAlgorithm() {
        Recorded begun = s3.ask("POST /lake/key?uploads");
        assertThat(begun.names()).containsExactlyInAnyOrder("content-type", "content-length");
        assertThat(begun.document())
                .matches("<InitiateMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Bucket>lake</Bucket><Key>key</Key><UploadId>[^<]+</UploadId>"
                        + "</InitiateMultipartUploadResult>");
    }

    // BEHAVIOURS 30
    @ParameterizedTest
    @CsvSource({
        "CRC32, , COMPOSITE",
        "SHA256, , COMPOSITE",
        "CRC64NVME, , FULL_OBJECT",
        "CRC32C, FULL_OBJECT, FULL_OBJECT"
    })
    void create_algorithm_isAnsweredWithItsType(String algorithm, String asked, String type) {
        String[] fields = asked == null
                ? new String[] {"x-amz-checksum-algorithm", algorithm}
                : new String[] {"x-amz-checksum-algorithm", algorithm, "x-amz-checksum-type", asked};
        Recorded begun = s3.ask("POST /lake/key?uploads", fields);
        assertThat(begun.header("x-amz-checksum-algorithm")).isEqualTo(algorithm);
        assertThat(begun.header("x-amz-checksum-type")).isEqualTo(type);
    }

    // BEHAVIOURS 30, ERRORS 42
    @Test
    void create_typeThatDoesNotGo_isRefused() {
        String only = "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.";
        assertThat(s3.ask("POST /lake/key?uploads", "x-amz-checksum-type", "FULL_OBJECT")
                        .document())
                .isEqualTo(error("InvalidRequest", only));
        Recorded sha = s3.ask(
                "POST /lake/key?uploads", "x-amz-checksum-algorithm", "SHA1", "x-amz-checksum-type", "FULL_OBJECT");
        assertThat(sha.status()).isEqualTo(400);
        assertThat(sha.code()).isEqualTo("InvalidRequest");
    }

    @Test
    void uploadPart_answersTheTagAndTheChecksumSent() {
        String upload = uploads.begin("key");
        String line = "PUT /lake/key?partNumber=1&uploadId=" + upload;
        assertThat(s3.tell(line, "tail").names()).containsExactlyInAnyOrder("etag", "content-length");
        Recorded summed = s3.tell(line, "tail", "x-amz-checksum-crc32", TAIL_CRC32);
        assertThat(summed.names()).containsExactlyInAnyOrder("etag", "x-amz-checksum-crc32", "content-length");
        assertThat(summed.header("etag")).isEqualTo('"' + TAIL_TAG + '"');
        assertThat(summed.header("x-amz-checksum-crc32")).isEqualTo(TAIL_CRC32);
    }

    @Test
    void uploadPart_otherAlgorithm_isRefused() {
        String upload = uploads.begin("key", "x-amz-checksum-algorithm", "SHA256");
        Recorded refused =
                s3.tell("PUT /lake/key?partNumber=1&uploadId=" + upload, "tail", "x-amz-checksum-crc32", TAIL_CRC32);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidRequest");
        assertThat(refused.element("Message"))
                .startsWith(
                        "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32");
    }

    // ERRORS 21
    @Test
    void uploadPart_wrongMd5_isNamedInBase64() {
        Recorded refused = s3.tell(
                "PUT /lake/key?partNumber=1&uploadId=" + uploads.begin("key"),
                "tail",
                "content-md5",
                "CY9rzUYh03PK3k6DJie09g==");
        assertThat(refused.code()).isEqualTo("BadDigest");
        assertThat(refused.element("ExpectedDigest")).isEqualTo("CY9rzUYh03PK3k6DJie09g==");
    }

    // ERRORS 60
    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "x", "", "-1"})
    void uploadPart_badNumber_isNamed(String number) {
        Recorded refused = s3.tell("PUT /lake/key?partNumber=" + number + "&uploadId=" + uploads.begin("key"), "tail");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error(
                        "InvalidArgument",
                        "Part number must be an integer between 1 and 10000, inclusive",
                        "ArgumentName",
                        "partNumber",
                        "ArgumentValue",
                        number));
    }

    // BEHAVIOURS 25, ERRORS 61
    @Test
    void anyOperation_noSuchUpload_isNamed() {
        String upload = uploads.begin("key");
        for (Recorded refused : new Recorded[] {
            s3.tell("PUT /lake/key?partNumber=1&uploadId=none", "tail"),
            s3.ask("GET /lake/key?uploadId=none"),
            s3.ask("DELETE /lake/key?uploadId=none"),
            s3.tell("POST /lake/key?uploadId=none", both())
        }) {
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.document()).isEqualTo(error("NoSuchUpload", NO_UPLOAD, "UploadId", "none"));
        }
        assertThat(s3.tell("POST /lake/other?uploadId=" + upload, both()).document())
                .isEqualTo(error("NoSuchUpload", NO_UPLOAD, "UploadId", upload));
    }

    // BEHAVIOURS 25, ERRORS 102
    @Test
    void put_uploadIdAlone_isNotAllowed() {
        Recorded refused = s3.tell("PUT /lake/key?uploadId=" + uploads.begin("key"), "tail");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("allow")).isEqualTo("DELETE, POST, GET");
        assertThat(refused.element("Method")).isEqualTo("PUT");
        assertThat(refused.element("ResourceType")).isEqualTo("UPLOAD");
    }

    @Test
    void abort_once_hasNoHeaders() {
        String upload = uploads.begin("key");
        Recorded aborted = s3.ask("DELETE /lake/key?uploadId=" + upload);
        assertThat(aborted.status()).isEqualTo(204);
        assertThat(aborted.names()).isEmpty();
        assertThat(s3.ask("DELETE /lake/key?uploadId=" + upload).code()).isEqualTo("NoSuchUpload");
    }
}
