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

/** What the three lists of objects answer, field for field. */
class ListAnswersTest {
    private static final String FIELDS = """
            <LastModified>2013-05-24T00:00:00.000Z</LastModified>
            <ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag>
            <ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>
            <Size>5</Size><StorageClass>STANDARD</StorageClass>
            """;

    private final S3 s3 = S3.open();

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private void put(String... keys) {
        for (String key : keys) {
            assertThat(s3.put("/lake/" + key, "hello").status()).isEqualTo(200);
        }
    }

    @Test
    void list_plain_hasEmptyMarkersAndTheOwner() {
        put("a");
        Recorded list = s3.ask("GET /lake");
        assertThat(list.names()).containsExactlyInAnyOrder("content-type", "content-length");
        assertThat(list.document()).isEqualTo(flat("""
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <Name>lake</Name><Prefix></Prefix><Marker></Marker><MaxKeys>1000</MaxKeys>
                <IsTruncated>false</IsTruncated>
                <Contents><Key>a</Key>""" + FIELDS + """
                <Owner><ID>OWNER</ID></Owner></Contents>
                </ListBucketResult>
                """));
    }

    // BEHAVIOURS 1
    @Test
    void list_nextMarker_comesWithADelimiterOnly() {
        put("a", "b/1", "c");
        assertThat(s3.ask("GET /lake?max-keys=1").element("NextMarker")).isNull();
        Recorded second = s3.ask("GET /lake?max-keys=2&delimiter=/");
        assertThat(second.element("NextMarker")).isEqualTo("b/");
        assertThat(second.element("Delimiter")).isEqualTo("/");
        Recorded third = s3.ask("GET /lake?max-keys=2&delimiter=/&marker=b/");
        assertThat(third.text()).contains("<Key>c</Key>").doesNotContain("b/1", "CommonPrefixes");
        assertThat(third.element("Marker")).isEqualTo("b/");
    }

    @Test
    void listV2_plain_hasNoOwnerAndTheRegion() {
        put("a");
        Recorded list = s3.ask("GET /lake?list-type=2");
        assertThat(list.header("x-amz-bucket-region")).isEqualTo("us-east-1");
        assertThat(list.document()).isEqualTo(flat("""
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <Name>lake</Name><Prefix></Prefix><KeyCount>1</KeyCount><MaxKeys>1000</MaxKeys>
                <IsTruncated>false</IsTruncated>
                <Contents><Key>a</Key>""" + FIELDS + """
                </Contents>
                </ListBucketResult>
                """));
        assertThat(s3.ask("GET /lake?list-type=2&fetch-owner=true").text()).contains("<Owner><ID>");
    }

    // BEHAVIOURS 2, 4
    @Test
    void listV2_pages_countPrefixesAndForgetStartAfter() {
        put("a", "b/1", "b/2", "c");
        Recorded first = s3.ask("GET /lake?list-type=2&delimiter=/&start-after=a&max-keys=1");
        assertThat(first.document()).startsWith(flat("""
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <Name>lake</Name><Prefix></Prefix><StartAfter>a</StartAfter>
                """));
        assertThat(first.element("KeyCount")).isEqualTo("1");
        assertThat(first.text()).contains("<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>");
        String token = first.element("NextContinuationToken");
        Recorded second =
                s3.ask("GET /lake?list-type=2&delimiter=/&start-after=zzz&max-keys=1&continuation-token=" + token);
        assertThat(second.element("ContinuationToken")).isEqualTo(token);
        assertThat(second.element("StartAfter")).isEqualTo("zzz");
        assertThat(second.element("Key")).isEqualTo("c");
        assertThat(second.element("NextContinuationToken")).isNull();
    }

    @Test
    void listV2_emptyParameters_areNotEchoed() {
        Recorded list = s3.ask("GET /lake?list-type=2&start-after=&delimiter=&encoding-type=&max-keys=");
        assertThat(list.document()).isEqualTo(flat("""
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <Name>lake</Name><Prefix></Prefix><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys>
                <IsTruncated>false</IsTruncated>
                </ListBucketResult>
                """));
    }

    // BEHAVIOURS 3
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA"})
    void listV2_badToken_isNamedWithoutItsValue(String token) {
        Recorded refused = s3.ask("GET /lake?list-type=2&continuation-token=" + token);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error(
                        "InvalidArgument",
                        "The continuation token provided is incorrect",
                        "ArgumentName",
                        "continuation-token"));
    }

    @Test
    void listVersions_neverVersioned_areNullAndLatest() {
        put("a");
        assertThat(s3.ask("GET /lake?versions").document()).isEqualTo(flat("""
                <ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <Name>lake</Name><Prefix></Prefix><KeyMarker></KeyMarker><VersionIdMarker></VersionIdMarker>
                <MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>
                <Version><ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag>
                <ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>
                <Size>5</Size><StorageClass>STANDARD</StorageClass>
                <Key>a</Key><VersionId>null</VersionId><IsLatest>true</IsLatest>
                <LastModified>2013-05-24T00:00:00.000Z</LastModified>
                <Owner><ID>OWNER</ID></Owner></Version>
                </ListVersionsResult>
                """));
    }

    @Test
    void listVersions_nextMarkers_onlyOnATruncatedPage() {
        put("a", "b/1", "c");
        Recorded first = s3.ask("GET /lake?versions&max-keys=1&delimiter=/");
        assertThat(first.element("NextKeyMarker")).isEqualTo("a");
        assertThat(first.element("NextVersionIdMarker")).isEqualTo("null");
        Recorded second = s3.ask("GET /lake?versions&max-keys=1&delimiter=/&key-marker=a&version-id-marker=null");
        assertThat(second.element("NextKeyMarker")).isEqualTo("b/");
        assertThat(second.element("NextVersionIdMarker")).isNull();
        assertThat(second.element("VersionIdMarker")).isEqualTo("null");
        Recorded third = s3.ask("GET /lake?versions&max-keys=1&delimiter=/&key-marker=b/");
        assertThat(third.element("Key")).isEqualTo("c");
        assertThat(third.element("NextKeyMarker")).isNull();
        assertThat(third.element("NextVersionIdMarker")).isNull();
    }

    // BEHAVIOURS 5
    @ParameterizedTest
    @ValueSource(strings = {"", "list-type=2&", "versions&", "uploads&"})
    void anyList_unknownEncoding_isRefused(String list) {
        Recorded refused = s3.ask("GET /lake?" + list + "encoding-type=base64");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error(
                        "InvalidArgument",
                        "Invalid Encoding Method specified in Request",
                        "ArgumentName",
                        "encoding-type",
                        "ArgumentValue",
                        "base64"));
    }

    @Test
    void anyList_encoded_encodesAllButTokens() {
        put("a/b%3Dc%20d", "a/%252F");
        Recorded list = s3.ask(
                "GET /lake?list-type=2&encoding-type=url&prefix=a/&delimiter=%252F&start-after=a/%20&max-keys=1");
        assertThat(list.element("EncodingType")).isEqualTo("url");
        assertThat(list.element("Prefix")).isEqualTo("a/");
        assertThat(list.element("Delimiter")).isEqualTo("%252F");
        assertThat(list.element("StartAfter")).isEqualTo("a/+");
        assertThat(list.text()).contains("<CommonPrefixes><Prefix>a/%252F</Prefix></CommonPrefixes>");
        assertThat(s3.ask("GET /lake?encoding-type=url").text()).contains("<Key>a/b%3Dc+d</Key>");
        Recorded marked = s3.ask("GET /lake?versions&encoding-type=url&key-marker=a/%20&delimiter=%3D");
        assertThat(marked.element("KeyMarker")).isEqualTo("a/+");
        assertThat(marked.element("Delimiter")).isEqualTo("%3D");
        assertThat(marked.text()).contains("<CommonPrefixes><Prefix>a/b%3D</Prefix></CommonPrefixes>");
    }

    // ERRORS 75
    @ParameterizedTest
    @CsvSource({
        "max-keys=-1, max-keys, -1, Argument max-keys must be an integer between 0 and 2147483647",
        "max-keys=x, max-keys, x, Provided max-keys not an integer or within integer range",
        "max-keys=2147483648, max-keys, 2147483648, Provided max-keys not an integer or within integer range"
    })
    void anyList_badLimit_isNamed(String query, String name, String value, String message) {
        for (String list : new String[] {"", "list-type=2&", "versions&"}) {
            Recorded refused = s3.ask("GET /lake?" + list + query);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.document())
                    .isEqualTo(error("InvalidArgument", message, "ArgumentName", name, "ArgumentValue", value));
        }
    }

    // ABUSE 88
    @ParameterizedTest
    @CsvSource({"0, 0", "5000, 1000", "'', 1000"})
    void anyList_limit_isClampedAndEchoed(String asked, String echoed) {
        put("a");
        for (String list : new String[] {"", "list-type=2&", "versions&"}) {
            Recorded answer = s3.ask("GET /lake?" + list + "max-keys=" + asked);
            assertThat(answer.element("MaxKeys")).isEqualTo(echoed);
            assertThat(answer.element("IsTruncated")).isEqualTo("false");
        }
    }
}
