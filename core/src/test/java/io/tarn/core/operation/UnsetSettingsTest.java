package io.tarn.core.operation;

import static io.tarn.core.fixture.Xml.NAMESPACE;
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

/** Settings that cannot be put yet: reading and deleting answer as for a setting never set, putting says that it cannot. */
class UnsetSettingsTest {
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

    // BEHAVIOURS 33
    @ParameterizedTest
    @CsvSource({
        "cors, NoSuchCORSConfiguration, The CORS configuration does not exist",
        "lifecycle, NoSuchLifecycleConfiguration, The lifecycle configuration does not exist",
        "policy, NoSuchBucketPolicy, The bucket policy does not exist",
        "policyStatus, NoSuchBucketPolicy, The bucket policy does not exist",
        "replication, ReplicationConfigurationNotFoundError, The replication configuration was not found",
        "tagging, NoSuchTagSet, The TagSet does not exist",
        "website, NoSuchWebsiteConfiguration, The specified bucket does not have a website configuration",
        "object-lock, ObjectLockConfigurationNotFoundError, Object Lock configuration does not exist for this bucket",
        "encryption, ServerSideEncryptionConfigurationNotFoundError, The server side encryption configuration was not found"
    })
    void get_noDefault_isNotFoundInItsOwnWords(String setting, String code, String message) {
        Recorded read = s3.ask("GET /lake?" + setting);
        assertThat(read.status()).isEqualTo(404);
        assertThat(read.document()).isEqualTo(error(code, message, "BucketName", "lake"));
    }

    // BEHAVIOURS 13
    @ParameterizedTest
    @CsvSource({
        "accelerate, AccelerateConfiguration",
        "logging, BucketLoggingStatus",
        "notification, NotificationConfiguration",
        "versioning, VersioningConfiguration"
    })
    void get_neverSet_isAnEmptyRoot(String setting, String root) {
        Recorded read = s3.ask("GET /lake?" + setting);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("content-type")).isEqualTo("application/xml");
        assertThat(read.document()).isEqualTo("<" + root + NAMESPACE + "/>");
    }

    @Test
    void get_defaults_areThoseOfANewBucket() {
        assertThat(s3.ask("GET /lake?requestPayment").document())
                .isEqualTo("<RequestPaymentConfiguration" + NAMESPACE
                        + "><Payer>BucketOwner</Payer></RequestPaymentConfiguration>");
        assertThat(s3.ask("GET /lake?ownershipControls").document())
                .isEqualTo("<OwnershipControls" + NAMESPACE
                        + "><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>");
        assertThat(s3.ask("GET /lake?publicAccessBlock").document()).isEqualTo(flat("""
                        <PublicAccessBlockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                        <BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>
                        <BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>
                        </PublicAccessBlockConfiguration>
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lake?acl", "/lake/key?acl"})
    void get_acl_isTheOwnersAlone(String target) {
        assertThat(s3.ask("GET " + target).document()).isEqualTo(flat("""
                <AccessControlPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                <Owner><ID>OWNER</ID></Owner>
                <AccessControlList><Grant>
                <Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>OWNER</ID>
                </Grantee>
                <Permission>FULL_CONTROL</Permission></Grant></AccessControlList>
                </AccessControlPolicy>
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cors", "encryption", "lifecycle", "policy", "replication", "tagging", "website"})
    void delete_neverSet_hasNothingToDo(String setting) {
        Recorded deleted = s3.ask("DELETE /lake?" + setting);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"analytics", "intelligent-tiering", "inventory", "metrics"})
    void configurationsById_neverSet_areNoneAndNotFound(String setting) {
        Recorded list = s3.ask("GET /lake?" + setting);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.document())
                .matches("<(\\w+)" + NAMESPACE.replace("/", "\\/") + "><IsTruncated>false</IsTruncated></\\1>");
        for (String method : new String[] {"GET", "DELETE"}) {
            Recorded refused = s3.ask(method + " /lake?" + setting + "&id=one");
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.document())
                    .isEqualTo(error("NoSuchConfiguration", "The specified configuration does not exist."));
        }
    }

    // BEHAVIOURS 33
    @Test
    void objectTags_neverSet_areNone() {
        assertThat(s3.ask("GET /lake/key?tagging").document())
                .isEqualTo("<Tagging" + NAMESPACE + "><TagSet/></Tagging>");
        Recorded deleted = s3.ask("DELETE /lake/key?tagging");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.names()).isEmpty();
        assertThat(s3.ask("GET /lake/none?tagging").code()).isEqualTo("NoSuchKey");
    }

    // BEHAVIOURS 9
    @Test
    void objectAcl_missingKey_isNotFound() {
        Recorded refused = s3.ask("GET /lake/none?acl");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("NoSuchKey");
    }

    // BEHAVIOURS 33
    @ParameterizedTest
    @ValueSource(strings = {"retention", "legal-hold"})
    void objectLock_bucketWithout_isInvalid(String setting) {
        Recorded refused = s3.ask("GET /lake/key?" + setting);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error("InvalidRequest", "Bucket is missing Object Lock Configuration"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /lake?accelerate",
                "PUT /lake?analytics&id=one",
                "PUT /lake?encryption",
                "PUT /lake?lifecycle",
                "PUT /lake?logging",
                "PUT /lake?notification",
                "PUT /lake?object-lock",
                "PUT /lake?replication",
                "PUT /lake?versioning",
                "PUT /lake?website",
                "PUT /lake/key?legal-hold",
                "PUT /lake/key?retention",
                "PUT /lake/key?tagging",
                "POST /lake/key?restore",
                "POST /lake/key?select&select-type=2",
                "GET /lake/key?torrent",
                "GET /lake?session"
            })
    void whatIsNotBuilt_isSaidOutLoud(String line) {
        Recorded refused = s3.ask(line);
        assertThat(refused.status()).isEqualTo(501);
        assertThat(refused.document())
                .matches("<Error><Code>NotImplemented</Code>"
                        + "<Message>The operation \\w+ is not implemented by this server</Message></Error>");
    }
}
