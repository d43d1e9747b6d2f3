package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.flat;
import static io.tarn.core.operation.UploadsByHand.both;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the lists of uploads and of parts answer, field for field. */
class UploadListAnswersTest {

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
    void listParts_noAlgorithm_namesNoChecksums() {
        String upload = uploads.filled("key");
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
        String upload = uploads.filled("key", "x-amz-checksum-algorithm", "CRC32");
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
        Recorded parts = s3.ask("GET /lake/key?uploadId=" + uploads.begin("key"));
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
        String upload = uploads.begin("a", "x-amz-checksum-algorithm", "CRC32");
        uploads.begin("b");
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
        String upload = uploads.begin("a");
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
