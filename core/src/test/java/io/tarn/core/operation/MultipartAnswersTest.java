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
import org.junit.jupiter.params.provider.ValueSource;

/** What the operations of multipart uploads answer, field for field. */
class MultipartAnswersTest {
    private static final String PIECE = "x".repeat(5 << 20);
    private static final String PIECE_TAG = "4f08eef4096726bff1125e1b1b734644";
    private static final String TAIL_TAG = "7aea2552dfe7eb84b9443b6fc9ba6e01";
    private static final String PIECE_CRC32 = "BwQzxA==";
    private static final String TAIL_CRC32 = "fDe0XQ==";
    private static final String OBJECT_TAG = "a45f1422f2dbe3d2890829dd76adba1b-2";
    private static final String NO_UPLOAD = "The specified upload does not exist. The upload ID may be invalid, or the "
            + "upload may have been aborted or completed.";
    private static final String NO_PART =
            "One or more of the specified parts could not be found.  The part may not have "
                    + "been uploaded, or the specified entity tag may not match the part's entity tag.";
    private static final String MALFORMED =
            "The XML you provided was not well-formed or did not validate against our published schema";

    private final S3 s3 = S3.open();

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private String begin(String key, String... fields) {
        Recorded begun = s3.ask("POST /lake/" + key + "?uploads", fields);
        assertThat(begun.status()).isEqualTo(200);
        return Objects.requireNonNull(begun.element("UploadId"));
    }

    private String filled(String key, String... fields) {
        String upload = begin(key, fields);
        boolean summed = fields.length > 0;
        String[] piece = summed ? new String[] {"x-amz-checksum-crc32", PIECE_CRC32} : new String[0];
        String[] tail = summed ? new String[] {"x-amz-checksum-crc32", TAIL_CRC32} : new String[0];
        assertThat(s3.tell("PUT /lake/" + key + "?partNumber=1&uploadId=" + upload, PIECE, piece)
                        .status())
                .isEqualTo(200);
        assertThat(s3.tell("PUT /lake/" + key + "?partNumber=3&uploadId=" + upload, "tail", tail)
                        .status())
                .isEqualTo(200);
        return upload;
    }

    private static String part(String number, String tag) {
        return part(number, tag, "");
    }

    private static String part(String number, String tag, String more) {
        return "<Part><PartNumber>" + number + "</PartNumber><ETag>" + tag + "</ETag>" + more + "</Part>";
    }

    private static String list(String... parts) {
        return "<CompleteMultipartUpload>" + String.join("", parts) + "</CompleteMultipartUpload>";
    }

    private static String both() {
        return list(part("1", '"' + PIECE_TAG + '"'), part("3", TAIL_TAG));
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
        String upload = begin("key");
        String line = "PUT /lake/key?partNumber=1&uploadId=" + upload;
        assertThat(s3.tell(line, "tail").names()).containsExactlyInAnyOrder("etag", "content-length");
        Recorded summed = s3.tell(line, "tail", "x-amz-checksum-crc32", TAIL_CRC32);
        assertThat(summed.names()).containsExactlyInAnyOrder("etag", "x-amz-checksum-crc32", "content-length");
        assertThat(summed.header("etag")).isEqualTo('"' + TAIL_TAG + '"');
        assertThat(summed.header("x-amz-checksum-crc32")).isEqualTo(TAIL_CRC32);
    }

    @Test
    void uploadPart_otherAlgorithm_isRefused() {
        String upload = begin("key", "x-amz-checksum-algorithm", "SHA256");
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
                "PUT /lake/key?partNumber=1&uploadId=" + begin("key"),
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
        Recorded refused = s3.tell("PUT /lake/key?partNumber=" + number + "&uploadId=" + begin("key"), "tail");
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
        String upload = begin("key");
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
        Recorded refused = s3.tell("PUT /lake/key?uploadId=" + begin("key"), "tail");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("allow")).isEqualTo("DELETE, POST, GET");
        assertThat(refused.element("Method")).isEqualTo("PUT");
        assertThat(refused.element("ResourceType")).isEqualTo("UPLOAD");
    }

    @Test
    void abort_once_hasNoHeaders() {
        String upload = begin("key");
        Recorded aborted = s3.ask("DELETE /lake/key?uploadId=" + upload);
        assertThat(aborted.status()).isEqualTo(204);
        assertThat(aborted.names()).isEmpty();
        assertThat(s3.ask("DELETE /lake/key?uploadId=" + upload).code()).isEqualTo("NoSuchUpload");
    }

    // BEHAVIOURS 24, 25, 29
    @Test
    void complete_plain_answersTheFullChecksumAgainAndAgain() {
        String upload = filled("dir/k%20y");
        for (int time = 0; time < 2; time++) {
            Recorded done = s3.tell("POST /lake/dir/k%20y?uploadId=" + upload, both());
            assertThat(done.status()).isEqualTo(200);
            assertThat(done.names()).containsExactlyInAnyOrder("content-type", "content-length");
            assertThat(done.document()).isEqualTo(flat("""
                    <CompleteMultipartUploadResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                    <Location>http://127.0.0.1:9000/lake/dir%2Fk%20y</Location>
                    <Bucket>lake</Bucket><Key>dir/k y</Key>
                    <ETag>&quot;a45f1422f2dbe3d2890829dd76adba1b-2&quot;</ETag>
                    <ChecksumCRC64NVME>qPhsyYCEOCc=</ChecksumCRC64NVME><ChecksumType>FULL_OBJECT</ChecksumType>
                    </CompleteMultipartUploadResult>
                    """));
        }
        assertThat(s3.tell("POST /lake/dir/k%20y?uploadId=" + upload, list(part("3", TAIL_TAG)))
                        .code())
                .isEqualTo("NoSuchUpload");
    }

    @Test
    void complete_virtualHost_locatesTheKeyBehindTheHost() {
        String upload = filled("key");
        Recorded done = s3.tell("POST /key?uploadId=" + upload, both(), "host", "lake.s3.amazonaws.com");
        assertThat(done.element("Location")).isEqualTo("http://lake.s3.amazonaws.com/key");
    }

    // BEHAVIOURS 7, 29, 45
    @Test
    void completed_fullObject_readsByPartWithoutPartChecksums() {
        s3.tell("POST /lake/key?uploadId=" + filled("key"), both());
        Recorded part = s3.ask("GET /lake/key?partNumber=2", "x-amz-checksum-mode", "ENABLED");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("tail");
        assertThat(part.header("content-range")).isEqualTo("bytes 5242880-5242883/5242884");
        assertThat(part.header("x-amz-mp-parts-count")).isEqualTo("2");
        assertThat(part.header("etag")).isEqualTo('"' + OBJECT_TAG + '"');
        assertThat(part.names()).doesNotContain("x-amz-checksum-crc64nvme", "x-amz-checksum-type");
        Recorded whole = s3.ask("HEAD /lake/key", "x-amz-checksum-mode", "ENABLED");
        assertThat(whole.header("x-amz-checksum-crc64nvme")).isEqualTo("qPhsyYCEOCc=");
        assertThat(whole.names()).doesNotContain("x-amz-mp-parts-count");
        assertThat(s3.ask("GET /lake/key?attributes", "x-amz-object-attributes", "ObjectParts,ETag")
                        .document())
                .endsWith("<ETag>" + OBJECT_TAG + "</ETag><ObjectParts><PartsCount>2</PartsCount></ObjectParts>"
                        + "</GetObjectAttributesResponse>");
        Recorded beyond = s3.ask("GET /lake/key?partNumber=3");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.element("ActualPartCount")).isEqualTo("2");
    }

    // BEHAVIOURS 29, 30, 45
    @Test
    void completed_composite_keepsTheChecksumsOfItsParts() {
        String upload = filled("key", "x-amz-checksum-algorithm", "CRC32");
        String line = "POST /lake/key?uploadId=" + upload;
        Recorded missing = s3.tell(line, both());
        assertThat(missing.code()).isEqualTo("InvalidRequest");
        assertThat(missing.element("Message"))
                .isEqualTo("The upload was created using a crc32 checksum. The complete request must include the "
                        + "checksum for each part. It was missing for part 1 in the request.");
        String piece = "<ChecksumCRC32>" + PIECE_CRC32 + "</ChecksumCRC32>";
        String tail = "<ChecksumCRC32>" + TAIL_CRC32 + "</ChecksumCRC32>";
        assertThat(s3.tell(line, list(part("1", PIECE_TAG, tail), part("3", TAIL_TAG, tail)))
                        .document())
                .isEqualTo(error("InvalidPart", NO_PART, "UploadId", upload, "PartNumber", "1", "ETag", PIECE_TAG));
        String sent = list(part("1", PIECE_TAG, piece), part("3", TAIL_TAG, tail));
        assertThat(s3.tell(line, sent, "x-amz-checksum-crc32", "AAAAAA==-2").code())
                .isEqualTo("BadDigest");
        Recorded done = s3.tell(line, sent, "x-amz-checksum-crc32", "kG1jvw==-2");
        assertThat(done.document())
                .contains("<ChecksumCRC32>kG1jvw==-2</ChecksumCRC32><ChecksumType>COMPOSITE</ChecksumType>");
        Recorded part = s3.ask("HEAD /lake/key?partNumber=2", "x-amz-checksum-mode", "ENABLED");
        assertThat(part.header("x-amz-checksum-crc32")).isEqualTo(TAIL_CRC32);
        assertThat(s3.ask("GET /lake/key?attributes", "x-amz-object-attributes", "Checksum,ObjectParts")
                        .document())
                .isEqualTo(flat("""
                        <GetObjectAttributesResponse xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                        <Checksum><ChecksumCRC32>kG1jvw==</ChecksumCRC32><ChecksumType>COMPOSITE</ChecksumType></Checksum>
                        <ObjectParts><PartsCount>2</PartsCount><PartNumberMarker>0</PartNumberMarker>
                        <NextPartNumberMarker>3</NextPartNumberMarker><MaxParts>1000</MaxParts>
                        <IsTruncated>false</IsTruncated>
                        <Part><PartNumber>1</PartNumber><Size>5242880</Size><ChecksumCRC32>BwQzxA==</ChecksumCRC32></Part>
                        <Part><PartNumber>3</PartNumber><Size>4</Size><ChecksumCRC32>fDe0XQ==</ChecksumCRC32></Part>
                        </ObjectParts></GetObjectAttributesResponse>
                        """));
    }

    // ERRORS 38
    @Test
    void complete_wrongObjectChecksum_isNamedInSmallLetters() {
        String line = "POST /lake/key?uploadId=" + filled("key");
        Recorded refused = s3.tell(line, both(), "x-amz-checksum-crc64nvme", "AAAAAAAAAAA=");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error("BadDigest", "The crc64nvme you specified did not match the calculated checksum."));
        assertThat(s3.tell(line, both(), "x-amz-checksum-crc64nvme", "qPhsyYCEOCc=")
                        .status())
                .isEqualTo(200);
    }

    // BEHAVIOURS 23, 26, ERRORS 63, 64, 65, 66
    @Test
    void complete_refused_saysSoInTheStatus() {
        String upload = filled("key");
        String line = "POST /lake/key?uploadId=" + upload;
        String one = part("1", PIECE_TAG);
        String three = part("3", TAIL_TAG);
        refuses(s3.ask(line), error("InvalidRequest", "You must specify at least one part"));
        refuses(s3.tell(line, list()), error("MalformedXML", MALFORMED));
        refuses(s3.tell(line, "<Other/>"), error("MalformedXML", MALFORMED));
        refuses(s3.tell(line, list("<Part><PartNumber>1</PartNumber></Part>")), error("MalformedXML", MALFORMED));
        String order = error(
                "InvalidPartOrder",
                "The list of parts was not in ascending order. Parts must be ordered by part number.",
                "UploadId",
                upload);
        refuses(s3.tell(line, list(three, one)), order);
        refuses(s3.tell(line, list(one, one)), order);
        refuses(s3.tell(line, list(one, part("2", TAIL_TAG))), missing(upload, "2", TAIL_TAG));
        refuses(s3.tell(line, list(part("1", "\"bad\""))), missing(upload, "1", "bad"));
        refuses(
                s3.tell(line, list(part("0", PIECE_TAG))),
                error(
                        "InvalidArgument",
                        "PartNumber must be &gt;= 1",
                        "ArgumentName",
                        "PartNumber",
                        "ArgumentValue",
                        "0"));
        Recorded size = s3.tell(line, both(), "x-amz-mp-object-size", "7");
        assertThat(size.status()).isEqualTo(400);
        assertThat(size.code()).isEqualTo("InvalidRequest");
        assertThat(s3.tell(line, both(), "x-amz-checksum-type", "FULL_OBJECT").code())
                .isEqualTo("InvalidRequest");
        String summed = "<ChecksumCRC32>" + PIECE_CRC32 + "</ChecksumCRC32>";
        refuses(s3.tell(line, list(part("1", PIECE_TAG, summed), three)), missing(upload, "1", PIECE_TAG));
        assertThat(s3.ask("HEAD /lake/key").status()).isEqualTo(404);
        assertThat(s3.tell(line, both()).status()).isEqualTo(200);
    }

    private static String missing(String upload, String number, String tag) {
        return error("InvalidPart", NO_PART, "UploadId", upload, "PartNumber", number, "ETag", tag);
    }

    private static void refuses(Recorded answer, String document) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.document()).isEqualTo(document);
    }

    // BEHAVIOURS 23, ERRORS 62
    @Test
    void complete_smallPart_isMeasured() {
        String upload = begin("key");
        for (int number = 1; number < 3; number++) {
            s3.tell("PUT /lake/key?partNumber=" + number + "&uploadId=" + upload, "tail");
        }
        Recorded refused = s3.tell("POST /lake/key?uploadId=" + upload, list(part("1", TAIL_TAG), part("2", TAIL_TAG)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .startsWith(
                        "<Error><Code>EntityTooSmall</Code><Message>Your proposed upload is smaller than the minimum "
                                + "allowed size</Message>")
                .contains("<ProposedSize>4</ProposedSize>", "<MinSizeAllowed>5242880</MinSizeAllowed>")
                .contains("<PartNumber>1</PartNumber>", "<ETag>" + TAIL_TAG + "</ETag>");
    }

    // BEHAVIOURS 16
    @Test
    void complete_conditions_areRefusedByName() {
        String line = "POST /lake/key?uploadId=" + filled("key");
        Recorded gone = s3.tell(line, both(), "if-match", "\"x\"");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.code()).isEqualTo("NoSuchKey");
        s3.put("/lake/key", "hello");
        Recorded exists = s3.tell(line, both(), "if-none-match", "*");
        assertThat(exists.status()).isEqualTo(412);
        assertThat(exists.element("Condition")).isEqualTo("If-None-Match");
        assertThat(s3.tell(line, both(), "if-match", "\"x\"").element("Condition"))
                .isEqualTo("If-Match");
        assertThat(s3.tell(line, both(), "if-none-match", "\"x\"").status()).isEqualTo(501);
    }

    @Test
    void listParts_noAlgorithm_namesNoChecksums() {
        String upload = filled("key");
        assertThat(s3.ask("GET /lake/key?uploadId=" + upload).document())
                .isEqualTo(flat("""
                        <ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                        <Bucket>lake</Bucket><Key>key</Key><UploadId>UPLOAD</UploadId>
                        <Initiator><ID>OWNER</ID><DisplayName>123456789012</DisplayName></Initiator>
                        <Owner><ID>OWNER</ID></Owner><StorageClass>STANDARD</StorageClass>
                        <PartNumberMarker>0</PartNumberMarker><NextPartNumberMarker>3</NextPartNumberMarker>
                        <MaxParts>1000</MaxParts><IsTruncated>false</IsTruncated>
                        <Part><PartNumber>1</PartNumber><LastModified>2013-05-24T00:00:00.000Z</LastModified>
                        <ETag>&quot;4f08eef4096726bff1125e1b1b734644&quot;</ETag><Size>5242880</Size></Part>
                        <Part><PartNumber>3</PartNumber><LastModified>2013-05-24T00:00:00.000Z</LastModified>
                        <ETag>&quot;7aea2552dfe7eb84b9443b6fc9ba6e01&quot;</ETag><Size>4</Size></Part>
                        </ListPartsResult>
                        """.replace("UPLOAD<", upload + '<')));
    }

    @Test
    void listParts_algorithmAskedFor_isNamedWithTheChecksums() {
        String upload = filled("key", "x-amz-checksum-algorithm", "CRC32");
        Recorded parts = s3.ask("GET /lake/key?max-parts=1&part-number-marker=1&uploadId=" + upload);
        assertThat(parts.document())
                .contains("<PartNumberMarker>1</PartNumberMarker><NextPartNumberMarker>3</NextPartNumberMarker>")
                .contains("<MaxParts>1</MaxParts><IsTruncated>false</IsTruncated>")
                .contains("<ChecksumAlgorithm>CRC32</ChecksumAlgorithm><ChecksumType>COMPOSITE</ChecksumType>")
                .contains("<Size>4</Size><ChecksumCRC32>fDe0XQ==</ChecksumCRC32></Part>");
        assertThat(s3.ask("GET /lake/key?max-parts=&part-number-marker=&uploadId=" + upload)
                        .element("MaxParts"))
                .isEqualTo("1000");
    }

    @Test
    void listParts_noParts_pointsNowhere() {
        Recorded parts = s3.ask("GET /lake/key?uploadId=" + begin("key"));
        assertThat(parts.element("NextPartNumberMarker")).isEqualTo("0");
        assertThat(parts.text()).doesNotContain("<Part>");
    }

    @Test
    void listUploads_empty_hasAllMarkersAndNoPrefix() {
        assertThat(s3.ask("GET /lake?uploads").document()).isEqualTo(flat("""
                        <ListMultipartUploadsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                        <Bucket>lake</Bucket><KeyMarker></KeyMarker><UploadIdMarker></UploadIdMarker>
                        <NextKeyMarker></NextKeyMarker><NextUploadIdMarker></NextUploadIdMarker>
                        <MaxUploads>1000</MaxUploads><IsTruncated>false</IsTruncated>
                        </ListMultipartUploadsResult>
                        """));
    }

    @Test
    void listUploads_entry_namesTheAlgorithmAskedFor() {
        String upload = begin("a", "x-amz-checksum-algorithm", "CRC32");
        begin("b");
        Recorded uploads = s3.ask("GET /lake?uploads&prefix=a&delimiter=/&encoding-type=url");
        assertThat(uploads.document())
                .contains("<NextKeyMarker>a</NextKeyMarker><NextUploadIdMarker>" + upload + "</NextUploadIdMarker>")
                .contains("<Prefix>a</Prefix><Delimiter>/</Delimiter><EncodingType>url</EncodingType>")
                .contains(flat("""
                        <Owner><ID>OWNER</ID></Owner>
                        <Initiator><ID>OWNER</ID><DisplayName>123456789012</DisplayName></Initiator>
                        <ChecksumAlgorithm>CRC32</ChecksumAlgorithm><ChecksumType>COMPOSITE</ChecksumType></Upload>
                        """));
        assertThat(s3.ask("GET /lake?uploads&prefix=b").text()).doesNotContain("Checksum");
    }

    @Test
    void listUploads_uploadIdMarker_needsAKeyMarkerOfItsKey() {
        String upload = begin("a");
        Recorded alone = s3.ask("GET /lake?uploads&upload-id-marker=none");
        assertThat(alone.status()).isEqualTo(200);
        assertThat(alone.element("UploadIdMarker")).isEmpty();
        assertThat(s3.ask("GET /lake?uploads&key-marker=a&upload-id-marker=none")
                        .code())
                .isEqualTo("InvalidArgument");
        Recorded both = s3.ask("GET /lake?uploads&key-marker=a&upload-id-marker=" + upload);
        assertThat(both.element("UploadIdMarker")).isEqualTo(upload);
        assertThat(both.text()).doesNotContain("<Upload>");
    }
}
