package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What writing and deleting an object answers, field for field, and what of it comes back. */
class ObjectAnswersTest {
    private static final String HELLO_TAG = "\"5d41402abc4b2a76b9719d911017c592\"";

    private final S3 s3 = S3.open();

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    // BEHAVIOURS 29, 48
    @Test
    void put_plain_answersTagAndChecksumAndNoMore() {
        Recorded put = s3.tell("PUT /lake/key", "hello");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.names())
                .containsExactlyInAnyOrder("etag", "x-amz-checksum-crc64nvme", "x-amz-checksum-type", "content-length");
        assertThat(put.header("etag")).isEqualTo(HELLO_TAG);
        assertThat(put.header("x-amz-checksum-crc64nvme")).isEqualTo("M3eFcAZSQlc=");
        assertThat(put.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
        assertThat(put.header("content-length")).isEqualTo("0");
        assertThat(put.bytes()).isEmpty();
    }

    @Test
    void put_checksumSent_isTheOneAnswered() {
        Recorded put = s3.tell("PUT /lake/key", "hello", "x-amz-checksum-crc32", "NhCmhg==");
        assertThat(put.names())
                .containsExactlyInAnyOrder("etag", "x-amz-checksum-crc32", "x-amz-checksum-type", "content-length");
        assertThat(put.header("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
    }

    private Recorded chunked(String line, String trailer, String... fields) {
        String body = "5\r\nhello\r\n0\r\n" + trailer + "\r\n";
        RawClient client = s3.request(line, fields)
                .header("content-encoding", "aws-chunked")
                .header("x-amz-decoded-content-length", "5")
                .unsignedHeader("content-length", Integer.toString(body.length()))
                .payload("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        return s3.send(client.signed(), new BytesBody(body.getBytes(StandardCharsets.US_ASCII), true));
    }

    /** As every SDK of Amazon's puts by default. */
    // BEHAVIOURS 27, 28
    @Test
    void put_checksumInATrailer_isStoredWithoutItsFrame() {
        Recorded put =
                chunked("PUT /lake/key", "x-amz-checksum-crc32:NhCmhg==\r\n", "x-amz-trailer", "x-amz-checksum-crc32");
        assertThat(put.status()).as(put.text()).isEqualTo(200);
        assertThat(put.header("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
        Recorded read = s3.ask("GET /lake/key", "x-amz-checksum-mode", "ENABLED");
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.header("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
        assertThat(read.names()).doesNotContain("content-encoding");
        Recorded wrong = chunked(
                "PUT /lake/other", "x-amz-checksum-crc32:AAAAAA==\r\n", "x-amz-trailer", "x-amz-checksum-crc32");
        assertThat(wrong.document())
                .isEqualTo(error("BadDigest", "The CRC32 you specified did not match the calculated checksum."));
        assertThat(s3.ask("HEAD /lake/other").status()).isEqualTo(404);
    }

    // BEHAVIOURS 28, 29
    @Test
    void put_chunkedWithoutTrailer_getsTheDefaultChecksum() {
        Recorded put = chunked("PUT /lake/key", "");
        assertThat(put.header("x-amz-checksum-crc64nvme")).isEqualTo("M3eFcAZSQlc=");
        assertThat(s3.get("/lake/key").text()).isEqualTo("hello");
    }

    // BEHAVIOURS 28
    @Test
    void uploadPart_checksumInATrailer_isAnswered() {
        String upload = s3.ask("POST /lake/key?uploads", "x-amz-checksum-algorithm", "CRC32")
                .element("UploadId");
        Recorded part = chunked(
                "PUT /lake/key?partNumber=1&uploadId=" + upload,
                "x-amz-checksum-crc32:NhCmhg==\r\n",
                "x-amz-trailer",
                "x-amz-checksum-crc32");
        assertThat(part.names()).containsExactlyInAnyOrder("etag", "x-amz-checksum-crc32", "content-length");
        assertThat(part.header("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
    }

    // BEHAVIOURS 27
    @Test
    void put_systemMetadata_comesBackAsSent() {
        s3.tell(
                "PUT /lake/key",
                "hello",
                "content-type",
                "text/plain; charset=utf-8",
                "cache-control",
                "max-age=60, public",
                "content-disposition",
                "attachment; filename=\"a b\"",
                "content-encoding",
                "aws-chunked,gzip",
                "content-language",
                "de, en",
                "expires",
                "some day",
                "x-amz-website-redirect-location",
                "/other");
        Recorded head = s3.ask("HEAD /lake/key");
        assertThat(head.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(head.header("cache-control")).isEqualTo("max-age=60, public");
        assertThat(head.header("content-disposition")).isEqualTo("attachment; filename=\"a b\"");
        assertThat(head.header("content-encoding")).isEqualTo("gzip");
        assertThat(head.header("content-language")).isEqualTo("de, en");
        assertThat(head.header("expires")).isEqualTo("some day");
        assertThat(head.header("x-amz-website-redirect-location")).isEqualTo("/other");
    }

    @Test
    void put_emptySystemMetadata_countsAsNotSent() {
        s3.tell("PUT /lake/key", "hello", "content-type", "", "cache-control", "", "content-encoding", "aws-chunked");
        Recorded head = s3.ask("HEAD /lake/key");
        assertThat(head.header("content-type")).isEqualTo("binary/octet-stream");
        assertThat(head.names()).doesNotContain("cache-control", "content-encoding");
    }

    // BEHAVIOURS 41
    @Test
    void put_userMetadata_isEncodedOnlyWhereItMust() {
        s3.tell(
                "PUT /lake/key",
                "hello",
                "x-amz-meta-Foo_Bar",
                "b\u00e4r",
                "x-amz-meta-plain",
                "=?UTF-8?Q?plain?=",
                "x-amz-meta-base",
                "=?UTF-8?B?w6Q=?=",
                "x-amz-meta-empty",
                "");
        Recorded head = s3.ask("HEAD /lake/key");
        assertThat(head.header("x-amz-meta-foo_bar")).isEqualTo("=?UTF-8?B?YsOkcg==?=");
        assertThat(head.header("x-amz-meta-plain")).isEqualTo("plain");
        assertThat(head.header("x-amz-meta-base")).isEqualTo("=?UTF-8?B?w6Q=?=");
        assertThat(head.header("x-amz-meta-empty")).isEmpty();
    }

    // ERRORS 14
    @Test
    void put_tooMuchMetadata_isRefused() {
        Recorded refused = s3.tell("PUT /lake/key", "hello", "x-amz-meta-big", "y".repeat(2_046));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error(
                        "MetadataTooLarge",
                        "Your metadata headers exceed the maximum allowed metadata size",
                        "Size",
                        "2049",
                        "MaxSizeAllowed",
                        "2048"));
    }

    // ERRORS 12
    @Test
    void anyOperation_keyTooLong_isRefused() {
        String key = "/lake/" + "k".repeat(1_025);
        for (Recorded refused : new Recorded[] {s3.tell("PUT " + key, "hello"), s3.ask("GET " + key)}) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.document())
                    .isEqualTo(
                            error("KeyTooLongError", "Your key is too long", "Size", "1025", "MaxSizeAllowed", "1024"));
        }
    }

    // ERRORS 20, 21, 38
    @Test
    void put_wrongDigests_areNamedEachInItsWay() {
        assertThat(s3.tell("PUT /lake/key", "hello", "content-md5", "bad").document())
                .isEqualTo(error("InvalidDigest", "The Content-MD5 you specified was invalid.", "Content-MD5", "bad"));
        assertThat(s3.tell("PUT /lake/key", "hello", "content-md5", "CY9rzUYh03PK3k6DJie09g==")
                        .document())
                .isEqualTo(error(
                        "BadDigest",
                        "The Content-MD5 you specified did not match what we received.",
                        "CalculatedDigest",
                        "XUFAKrxLKna5cZ2REBfFkg==",
                        "ExpectedDigest",
                        "098f6bcd4621d373cade4e832627b4f6"));
        assertThat(s3.tell("PUT /lake/key", "hello", "x-amz-checksum-crc32", "AAAAAA==")
                        .document())
                .isEqualTo(error("BadDigest", "The CRC32 you specified did not match the calculated checksum."));
        assertThat(s3.tell("PUT /lake/key", "hello", "x-amz-checksum-crc32", "?")
                        .document())
                .isEqualTo(error("InvalidRequest", "Value for x-amz-checksum-crc32 header is invalid."));
        assertThat(s3.ask("HEAD /lake/key").status()).isEqualTo(404);
    }

    // BEHAVIOURS 15, ERRORS 71, 72, 74
    @Test
    void put_conditions_areRefusedByName() {
        s3.put("/lake/key", "hello");
        Recorded exists = s3.tell("PUT /lake/key", "again", "if-none-match", "*");
        assertThat(exists.status()).isEqualTo(412);
        assertThat(exists.document()).isEqualTo(failed("If-None-Match"));
        assertThat(s3.tell("PUT /lake/key", "again", "if-match", "\"x\"").document())
                .isEqualTo(failed("If-Match"));
        Recorded missing = s3.tell("PUT /lake/none", "again", "if-match", "\"x\"");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.document())
                .isEqualTo(error("NoSuchKey", "The specified key does not exist.", "Key", "none"));
        assertThat(s3.tell("PUT /lake/key", "again", "if-match", HELLO_TAG).status())
                .isEqualTo(200);
    }

    @Test
    void put_conditionsThatAreNone_areNotImplemented() {
        String none = "We don't accept the provided value of If-None-Match header for this API";
        String match = "We don't accept the provided value of If-Match header for this API";
        String both = "Multiple conditional request headers present in the request";
        assertThat(s3.tell("PUT /lake/key", "x", "if-none-match", "\"x\"").document())
                .isEqualTo(notImplemented("If-None-Match", none));
        assertThat(s3.tell("PUT /lake/key", "x", "if-match", "*").document())
                .isEqualTo(notImplemented("If-Match", match));
        Recorded two = s3.tell("PUT /lake/key", "x", "if-match", "\"x\"", "if-none-match", "*");
        assertThat(two.status()).isEqualTo(501);
        assertThat(two.document()).isEqualTo(notImplemented("If-Match,If-None-Match", both));
    }

    /** The condition may stand in the query that is signed. */
    @Test
    void presignedPut_conditionInTheQuery_isHonoured() {
        s3.put("/lake/key", "hello");
        Recorded refused = s3.presigned("PUT /lake/key?If-None-Match=*", "again");
        assertThat(refused.status()).as(refused.text()).isEqualTo(412);
        assertThat(refused.document()).isEqualTo(failed("If-None-Match"));
        Recorded put = s3.presigned("PUT /lake/other?If-None-Match=*", "again");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.names())
                .containsExactlyInAnyOrder("etag", "x-amz-checksum-crc64nvme", "x-amz-checksum-type", "content-length");
    }

    // BEHAVIOURS 10
    @Test
    void delete_presentOrMissing_hasNoHeaders() {
        s3.put("/lake/key", "hello");
        for (String line : new String[] {
            "DELETE /lake/key", "DELETE /lake/key", "DELETE /lake/key?versionId=null", "DELETE /lake/none"
        }) {
            Recorded deleted = s3.ask(line);
            assertThat(deleted.status()).isEqualTo(204);
            assertThat(deleted.names()).isEmpty();
        }
        assertThat(s3.ask("HEAD /lake/key").status()).isEqualTo(404);
    }

    // BEHAVIOURS 11, ERRORS 4
    @Test
    void anyOperation_versionIdThatIsNone_isRefused() {
        s3.put("/lake/key", "hello");
        for (String method : new String[] {"GET", "DELETE"}) {
            assertThat(s3.ask(method + " /lake/key?versionId=abc").document())
                    .isEqualTo(error(
                            "InvalidArgument",
                            "Invalid version id specified",
                            "ArgumentName",
                            "versionId",
                            "ArgumentValue",
                            "abc"));
            assertThat(s3.ask(method + " /lake/key?versionId=").document())
                    .isEqualTo(error(
                            "InvalidArgument",
                            "Version id cannot be the empty string",
                            "ArgumentName",
                            "versionId",
                            "ArgumentValue",
                            ""));
        }
    }

    // BEHAVIOURS 17
    @Test
    void delete_conditions_onlyIfMatchCounts() {
        s3.put("/lake/key", "hello");
        assertThat(s3.ask("DELETE /lake/key", "if-match", "x").document()).isEqualTo(failed("If-Match"));
        for (String header : new String[] {"x-amz-if-match-size", "x-amz-if-match-last-modified-time"}) {
            Recorded refused = s3.ask("DELETE /lake/key", header, "5");
            assertThat(refused.status()).isEqualTo(501);
            assertThat(refused.element("Header")).isEqualTo(header);
        }
        assertThat(s3.ask("DELETE /lake/key", "if-match", "*").status()).isEqualTo(204);
        Recorded missing = s3.ask("DELETE /lake/key", "if-match", "*");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo("NoSuchKey");
    }

    @Test
    void delete_bypassWithoutLock_isRefusedEvenWhenFalse() {
        Recorded refused = s3.ask("DELETE /lake/key", "x-amz-bypass-governance-retention", "false");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error(
                        "InvalidArgument",
                        "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
                        "ArgumentName",
                        "x-amz-bypass-governance-retention"));
    }

    private static String failed(String condition) {
        return error(
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                "Condition",
                condition);
    }

    private static String notImplemented(String header, String why) {
        return error(
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                "Header",
                header,
                "additionalMessage",
                why);
    }
}
