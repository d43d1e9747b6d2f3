package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.error;
import static io.tarn.core.fixture.Xml.flat;
import static io.tarn.core.operation.UploadsByHand.both;
import static io.tarn.core.operation.UploadsByHand.list;
import static io.tarn.core.operation.UploadsByHand.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What completing a multipart upload answers, and what the object then is, field for field. */
class CompletionAnswersTest {
    private static final String PIECE_TAG = UploadsByHand.PIECE_TAG;
    private static final String TAIL_TAG = UploadsByHand.TAIL_TAG;
    private static final String PIECE_CRC32 = UploadsByHand.PIECE_CRC32;
    private static final String TAIL_CRC32 = UploadsByHand.TAIL_CRC32;
    private static final String OBJECT_TAG = "a45f1422f2dbe3d2890829dd76adba1b-2";
    private static final String NO_PART =
            "One or more of the specified parts could not be found.  The part may not have "
                    + "been uploaded, or the specified entity tag may not match the part's entity tag.";
    private static final String MALFORMED =
            "The XML you provided was not well-formed or did not validate against our published schema";

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

    // BEHAVIOURS 24, 25, 29
    @Test
    void complete_plain_answersTheFullChecksumAgainAndAgain() {
        String upload = uploads.filled("dir/k%20y");
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
        String upload = uploads.filled("key");
        Recorded done = s3.tell("POST /key?uploadId=" + upload, both(), "host", "lake.s3.amazonaws.com");
        assertThat(done.element("Location")).isEqualTo("http://lake.s3.amazonaws.com/key");
    }

    // BEHAVIOURS 7, 29, 45
    @Test
    void completed_fullObject_readsByPartWithoutPartChecksums() {
        s3.tell("POST /lake/key?uploadId=" + uploads.filled("key"), both());
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
        String upload = uploads.filled("key", "x-amz-checksum-algorithm", "CRC32");
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
        String line = "POST /lake/key?uploadId=" + uploads.filled("key");
        Recorded refused = s3.tell(line, both(), "x-amz-checksum-crc64nvme", "AAAAAAAAAAA=");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error("BadDigest", "The crc64nvme you specified did not match the calculated checksum."));
        assertThat(s3.tell(line, both(), "x-amz-checksum-crc64nvme", "qPhsyYCEOCc=")
                        .status())
                .isEqualTo(200);
    }

    // BEHAVIOURS 23, ERRORS 63, 64, 65, 66
    @Test
    void complete_refused_saysSoInTheStatus() {
        String upload = uploads.filled("key");
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
        String upload = uploads.begin("key");
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
        String line = "POST /lake/key?uploadId=" + uploads.filled("key");
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
}
