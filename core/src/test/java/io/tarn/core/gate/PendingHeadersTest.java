package io.tarn.core.gate;

import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers that ask for what is not built are refused by name; what asks for nothing more is taken. */
class PendingHeadersTest {
    private static final String MESSAGE = "A header you provided implies functionality that is not implemented";

    private final S3 s3 = S3.open();

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    // ERRORS 101
    @ParameterizedTest
    @CsvSource({
        "x-amz-object-lock-mode, GOVERNANCE",
        "x-amz-object-lock-legal-hold, ON",
        "x-amz-server-side-encryption, AES256",
        "x-amz-server-side-encryption-customer-algorithm, AES256",
        "x-amz-server-side-encryption-bucket-key-enabled, true",
        "x-amz-storage-class, STANDARD_IA",
        "x-amz-storage-class, GLACIER",
        "x-amz-tagging, a=b",
        "x-amz-write-offset-bytes, 0"
    })
    void put_pendingHeader_isNamedAndNothingWritten(String header, String value) {
        Recorded refused = s3.tell("PUT /lake/key", "hello", header, value);
        assertThat(refused.status()).isEqualTo(501);
        assertThat(refused.document()).isEqualTo(error("NotImplemented", MESSAGE, "Header", header));
        assertThat(s3.ask("HEAD /lake/key").status()).isEqualTo(404);
    }

    // ERRORS 101
    @ParameterizedTest
    @CsvSource({"x-amz-bucket-object-lock-enabled, true"})
    void createBucket_pendingHeader_isNamedAndNothingCreated(String header, String value) {
        Recorded refused = s3.ask("PUT /pond", header, value);
        assertThat(refused.status()).isEqualTo(501);
        assertThat(refused.document()).isEqualTo(error("NotImplemented", MESSAGE, "Header", header));
        assertThat(s3.ask("HEAD /pond").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl, private",
        "x-amz-acl, bucket-owner-full-control",
        "x-amz-storage-class, STANDARD",
        "x-amz-tagging, ''",
        "x-amz-request-payer, requester",
        "x-amz-nobody-knows, it",
        "x-amz-server-side-encryption-bucket-key-enabled, false"
    })
    void put_headerThatAsksForNothing_isTaken(String header, String value) {
        assertThat(s3.tell("PUT /lake/key", "hello", header, value).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-bucket-object-lock-enabled, false",
        "x-amz-object-ownership, BucketOwnerEnforced",
        "x-amz-acl, private"
    })
    void createBucket_headerThatAsksForNothing_isTaken(String header, String value) {
        assertThat(s3.ask("PUT /pond", header, value).status()).isEqualTo(200);
    }

    @Test
    void put_unknownAcl_isRefusedWithoutAMessage() {
        Recorded refused = s3.tell("PUT /lake/key", "hello", "x-amz-acl", "mine");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error("InvalidArgument", "", "ArgumentName", "x-amz-acl", "ArgumentValue", "mine"));
    }

    // ERRORS 93
    @Test
    void anyWrite_unknownStorageClass_isEchoed() {
        s3.put("/lake/source", "hello");
        for (Recorded refused : new Recorded[] {
            s3.tell("PUT /lake/key", "hello", "x-amz-storage-class", "COLD"),
            s3.ask("POST /lake/key?uploads", "x-amz-storage-class", "COLD"),
            s3.ask("PUT /lake/key", "x-amz-copy-source", "lake/source", "x-amz-storage-class", "COLD")
        }) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.document())
                    .isEqualTo(error(
                            "InvalidStorageClass",
                            "The storage class you specified is not valid",
                            "StorageClassRequested",
                            "COLD"));
        }
    }

    /** A condition that is not honoured would let a write happen that its sender did not want. */
    // BEHAVIOURS 17
    @ParameterizedTest
    @CsvSource({
        "PUT /lake/key, If-Modified-Since",
        "PUT /lake/key, If-Unmodified-Since",
        "DELETE /lake/key, If-None-Match",
        "DELETE /lake/key, If-Modified-Since",
        "DELETE /lake/key, If-Unmodified-Since"
    })
    void write_conditionThatS3HasNot_isNamedAndNothingDone(String line, String header) {
        s3.put("/lake/key", "old");
        Recorded refused = line.startsWith("PUT") ? s3.tell(line, "new", header, "*") : s3.ask(line, header, "*");
        assertThat(refused.status()).isEqualTo(501);
        assertThat(refused.document()).isEqualTo(error("NotImplemented", MESSAGE, "Header", header));
        assertThat(s3.get("/lake/key").text()).isEqualTo("old");
    }
}
