package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.error;
import static io.tarn.core.fixture.Xml.flat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading an object answers, field for field. */
class ReadAnswersTest {
    private static final String TAG = "\"5d41402abc4b2a76b9719d911017c592\"";
    private static final String LATER = "Sat, 25 May 2013 00:00:00 GMT";
    private static final String EARLIER = "Thu, 23 May 2013 00:00:00 GMT";
    private static final String WRITTEN = "Fri, 24 May 2013 00:00:00 GMT";

    private final S3 s3 = S3.open();

    @BeforeEach
    void object() {
        s3.bucket("lake");
        s3.put("/lake/key", "hello");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    // BEHAVIOURS 11, 48
    @ParameterizedTest
    @ValueSource(strings = {"GET /lake/key", "HEAD /lake/key", "GET /lake/key?versionId=null"})
    void read_plainObject_saysFiveThings(String line) {
        Recorded read = s3.ask(line);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.names())
                .containsExactlyInAnyOrder("accept-ranges", "content-length", "content-type", "etag", "last-modified");
        assertThat(read.header("accept-ranges")).isEqualTo("bytes");
        assertThat(read.header("content-length")).isEqualTo("5");
        assertThat(read.header("content-type")).isEqualTo("binary/octet-stream");
        assertThat(read.header("etag")).isEqualTo(TAG);
        assertThat(read.header("last-modified")).isEqualTo(WRITTEN);
        assertThat(read.text()).isEqualTo(line.startsWith("HEAD") ? "" : "hello");
    }

    // BEHAVIOURS 11
    @ParameterizedTest
    @ValueSource(strings = {"attributes", "tagging", "acl"})
    void read_nullVersion_isTheObject(String what) {
        Recorded plain = s3.ask("GET /lake/key?" + what, "x-amz-object-attributes", "ETag");
        Recorded version = s3.ask("GET /lake/key?versionId=null&" + what, "x-amz-object-attributes", "ETag");
        assertThat(version.status()).isEqualTo(200);
        assertThat(version.text()).isEqualTo(plain.text());
        assertThat(version.names()).isEqualTo(plain.names()).doesNotContain("x-amz-version-id");
        Recorded wrong = s3.ask("GET /lake/key?versionId=wrong&" + what, "x-amz-object-attributes", "ETag");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.element("ArgumentName")).isEqualTo("versionId");
    }

    // BEHAVIOURS 29
    @ParameterizedTest
    @CsvSource({
        "GET, ENABLED, , true",
        "HEAD, ENABLED, , true",
        "GET, , , false",
        "GET, ENABLED, bytes=0-4, true",
        "GET, ENABLED, bytes=0-99, true",
        "GET, ENABLED, bytes=1-4, false",
        "HEAD, ENABLED, bytes=1-4, false"
    })
    void read_checksumMode_answersWhatIsWhole(String method, String mode, String range, boolean shown) {
        String[] fields = fields("x-amz-checksum-mode", mode, "range", range);
        Recorded read = s3.ask(method + " /lake/key", fields);
        assertThat(read.header("x-amz-checksum-crc64nvme")).isEqualTo(shown ? "M3eFcAZSQlc=" : null);
        assertThat(read.header("x-amz-checksum-type")).isEqualTo(shown ? "FULL_OBJECT" : null);
    }

    private static String[] fields(String... pairs) {
        java.util.List<String> fields = new java.util.ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                fields.add(pairs[i]);
                fields.add(pairs[i + 1]);
            }
        }
        return fields.toArray(String[]::new);
    }

    // BEHAVIOURS 6, ERRORS 57
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 206, h, bytes 0-0/5",
        "bytes=1-, 206, ello, bytes 1-4/5",
        "bytes=-2, 206, lo, bytes 3-4/5",
        "bytes=-99, 206, hello, bytes 0-4/5",
        "bytes=1-0, 200, hello, ",
        "bytes=-1-, 200, hello, ",
        "bytes=0--1, 200, hello, ",
        "'bytes=0-1,3-4', 200, hello, ",
        "bytes=-, 200, hello, ",
        "0-1, 200, hello, "
    })
    void get_range_isHonouredOrIgnored(String range, int status, String text, String contentRange) {
        Recorded read = s3.ask("GET /lake/key", "range", range);
        assertThat(read.status()).isEqualTo(status);
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.header("content-range")).isEqualTo(contentRange);
        assertThat(read.header("content-length")).isEqualTo(Integer.toString(text.length()));
        assertThat(read.header("etag")).isEqualTo(TAG);
    }

    // BEHAVIOURS 6, ERRORS 56
    @ParameterizedTest
    @CsvSource({"key, bytes=5-, 5", "key, bytes=-0, 5", "empty, bytes=0-, 0", "empty, bytes=-1, 0"})
    void get_rangePastTheEnd_tellsTheSize(String key, String range, String size) {
        s3.put("/lake/empty", "");
        Recorded refused = s3.ask("GET /lake/" + key, "range", range);
        assertThat(refused.status()).isEqualTo(416);
        assertThat(refused.document())
                .isEqualTo(error(
                        "InvalidRange",
                        "The requested range is not satisfiable",
                        "ActualObjectSize",
                        size,
                        "RangeRequested",
                        range));
        Recorded head = s3.ask("HEAD /lake/" + key, "range", range);
        assertThat(head.status()).isEqualTo(416);
        assertThat(head.bytes()).isEmpty();
    }

    @Test
    void get_ifRange_answersTheRangeOfThatObjectOnly() {
        assertThat(s3.ask("GET /lake/key", "range", "bytes=0-0", "if-range", TAG)
                        .status())
                .isEqualTo(206);
        assertThat(s3.ask("GET /lake/key", "range", "bytes=0-0", "if-range", "\"other\"")
                        .text())
                .isEqualTo("hello");
    }

    // BEHAVIOURS 7, ERRORS 58, 59
    @Test
    void get_partNumber_ofAnObjectInOnePiece() {
        Recorded one = s3.ask("GET /lake/key?partNumber=1");
        assertThat(one.status()).isEqualTo(206);
        assertThat(one.header("content-range")).isEqualTo("bytes 0-4/5");
        assertThat(one.names()).doesNotContain("x-amz-mp-parts-count");
        Recorded two = s3.ask("GET /lake/key?partNumber=2");
        assertThat(two.status()).isEqualTo(416);
        assertThat(two.document())
                .isEqualTo(error(
                        "InvalidPartNumber",
                        "The requested partnumber is not satisfiable",
                        "ActualPartCount",
                        "1",
                        "PartNumberRequested",
                        "2"));
        Recorded both = s3.ask("GET /lake/key?partNumber=1", "range", "bytes=0-0");
        assertThat(both.status()).isEqualTo(400);
        assertThat(both.document())
                .isEqualTo(error("InvalidRequest", "Cannot specify both Range header and partNumber query parameter"));
    }

    // BEHAVIOURS 18, ERRORS 70
    @ParameterizedTest
    @CsvSource({
        "if-none-match, '\"5d41402abc4b2a76b9719d911017c592\"'",
        "if-none-match, 5d41402abc4b2a76b9719d911017c592",
        "if-none-match, *",
        "if-modified-since, 'Fri, 24 May 2013 00:00:00 GMT'"
    })
    void read_unchanged_hasNothingThatSpeaksOfABody(String header, String value) {
        s3.tell("PUT /lake/key", "hello", "cache-control", "max-age=1", "content-language", "de");
        for (String method : new String[] {"GET", "HEAD"}) {
            Recorded read = s3.ask(method + " /lake/key", header, value);
            assertThat(read.status()).isEqualTo(304);
            assertThat(read.names()).containsExactlyInAnyOrder("etag", "last-modified", "cache-control");
            assertThat(read.bytes()).isEmpty();
        }
    }

    // BEHAVIOURS 18, ERRORS 70
    @Test
    void read_preconditionFails_namesIt() {
        Recorded match = s3.ask("GET /lake/key", "if-match", "\"other\"");
        assertThat(match.status()).isEqualTo(412);
        assertThat(match.document()).isEqualTo(failed("If-Match"));
        assertThat(s3.ask("GET /lake/key", "if-unmodified-since", EARLIER).document())
                .isEqualTo(failed("If-Unmodified-Since"));
        Recorded head = s3.ask("HEAD /lake/key", "if-match", "\"other\"");
        assertThat(head.status()).isEqualTo(412);
        assertThat(head.bytes()).isEmpty();
    }

    // BEHAVIOURS 18
    @Test
    void read_preconditionHolds_answers() {
        assertThat(s3.ask("GET /lake/key", "if-match", TAG, "if-unmodified-since", EARLIER)
                        .status())
                .isEqualTo(200);
        assertThat(s3.ask("GET /lake/key", "if-none-match", "\"other\"", "if-modified-since", WRITTEN)
                        .status())
                .isEqualTo(200);
        assertThat(s3.ask("GET /lake/key", "if-modified-since", LATER).status()).isEqualTo(200);
        assertThat(s3.ask("GET /lake/key", "if-modified-since", "no date").status())
                .isEqualTo(200);
    }

    private static String failed(String condition) {
        return error(
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                "Condition",
                condition);
    }

    @Test
    void get_overrides_replaceWhatIsStored() {
        Recorded read = s3.ask("GET /lake/key?response-content-type=a/b&response-cache-control=c"
                + "&response-content-disposition=d&response-content-encoding=e&response-content-language=f"
                + "&response-expires=Thu,%2001%20Dec%201994%2016:00:00%20GMT");
        assertThat(read.header("content-type")).isEqualTo("a/b");
        assertThat(read.header("cache-control")).isEqualTo("c");
        assertThat(read.header("content-disposition")).isEqualTo("d");
        assertThat(read.header("content-encoding")).isEqualTo("e");
        assertThat(read.header("content-language")).isEqualTo("f");
        assertThat(read.header("expires")).isEqualTo("Thu, 01 Dec 1994 16:00:00 GMT");
        assertThat(s3.ask("GET /lake/key?response-content-type=").header("content-type"))
                .isEqualTo("binary/octet-stream");
    }

    // ABUSE 72, 73, 74
    @ParameterizedTest
    @ValueSource(strings = {"a%0D%0Ab:%20c", "a%00", "%7F", "%E2%82%AC"})
    void get_overrideThatIsNoHeader_isRefused(String value) {
        Recorded refused = s3.ask("GET /lake/key?response-content-disposition=" + value);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidArgument");
        assertThat(refused.element("Message")).isEqualTo("Header value cannot be represented using ISO-8859-1.");
        assertThat(refused.element("ArgumentName")).isEqualTo("response-content-disposition");
    }

    // BEHAVIOURS 45
    @Test
    void attributes_ofAnObjectInOnePiece_comeInTheirOrder() {
        Recorded read = s3.ask(
                "GET /lake/key?attributes",
                "x-amz-object-attributes",
                "ObjectSize,StorageClass, ETag,Checksum,ObjectParts");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("last-modified")).isEqualTo(WRITTEN);
        assertThat(read.names()).doesNotContain("x-amz-version-id", "etag");
        assertThat(read.document()).isEqualTo(flat("""
                <GetObjectAttributesResponse xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <ETag>5d41402abc4b2a76b9719d911017c592</ETag>
                <Checksum><ChecksumCRC64NVME>M3eFcAZSQlc=</ChecksumCRC64NVME>
                <ChecksumType>FULL_OBJECT</ChecksumType></Checksum>
                <StorageClass>STANDARD</StorageClass><ObjectSize>5</ObjectSize>
                </GetObjectAttributesResponse>
                """));
        assertThat(s3.ask("GET /lake/key?attributes", "x-amz-object-attributes", "ObjectSize")
                        .document())
                .contains("/\"><ObjectSize>5</ObjectSize></Get");
    }

    // BEHAVIOURS 45
    @Test
    void attributes_notNamedRight_areRefused() {
        assertThat(s3.ask("GET /lake/key?attributes").document())
                .isEqualTo(
                        error("InvalidRequest", "Missing required header for this request: x-amz-object-attributes"));
        assertThat(s3.ask("GET /lake/key?attributes", "x-amz-object-attributes", "Foo")
                        .document())
                .isEqualTo(error(
                        "InvalidArgument",
                        "Invalid attribute name specified.",
                        "ArgumentName",
                        "x-amz-object-attributes",
                        "ArgumentValue",
                        "Foo"));
    }

    // ERRORS 2, 3
    @Test
    void read_missing_namesTheKey() {
        Recorded key = s3.ask("GET /lake/none");
        assertThat(key.status()).isEqualTo(404);
        assertThat(key.document()).isEqualTo(error("NoSuchKey", "The specified key does not exist.", "Key", "none"));
        Recorded version = s3.ask("GET /lake/none?versionId=null");
        assertThat(version.status()).isEqualTo(404);
        assertThat(version.document())
                .isEqualTo(error(
                        "NoSuchVersion", "The specified version does not exist.", "Key", "none", "VersionId", "null"));
    }

    // ERRORS 19
    @ParameterizedTest
    @ValueSource(strings = {"GET /lake/key", "GET /lake", "GET /", "DELETE /lake/key", "POST /lake/key?uploads"})
    void bodyWhereNoneIsTaken_isRefused(String line) {
        Recorded refused = s3.tell(line, "content");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document()).isEqualTo(error("UnexpectedContent", "This request does not support content"));
        assertThat(s3.ask("HEAD /lake/key").status()).isEqualTo(200);
    }
}
