package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects, through the blocking client of the AWS SDK as it is set by default. */
final class ObjectsTest {
    @RegisterExtension
    static final TarnExtension tarn =
            TarnExtension.create(Tarn.builder().buckets("b1x")).emptiedBeforeEach();

    @AutoClose
    private final S3Client s3 = Clients.blocking(tarn.tarn());

    private byte[] get(String key) {
        return s3.getObjectAsBytes(b -> b.bucket("b1x").key(key)).asByteArray();
    }

    private HeadObjectResponse head(String key) {
        return s3.headObject(b -> b.bucket("b1x").key(key).checksumMode(ChecksumMode.ENABLED));
    }

    private static void expectStatus(int status, String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refused.requestId()).isNotEmpty();
        });
    }

    // BEHAVIOURS 24, 40, 41
    @ParameterizedTest
    @ValueSource(strings = {"plain", "dir/ü +&%😀", "//a/../b//", "100%25", ".."})
    void put_awkwardKey_comesBackAsItWas(String key) {
        byte[] body = Body.of(150_000);
        PutObjectResponse put = s3.putObject(
                b -> b.bucket("b1x").key(key).contentType("a/b").metadata(Map.of("colour", "blue")),
                RequestBody.fromBytes(body));
        assertThat(put.eTag()).matches("\"[0-9a-f]{32}\"");
        ResponseBytes<GetObjectResponse> got =
                s3.getObjectAsBytes(b -> b.bucket("b1x").key(key));
        assertThat(got.asByteArray()).isEqualTo(body);
        assertThat(got.response().metadata()).containsExactly(Map.entry("colour", "blue"));
        assertThat(got.response().contentType()).isEqualTo("a/b");
        assertThat(s3.getObjectAsBytes(b -> b.bucket("b1x").key(key).range("bytes=5-9"))
                        .asByteArray())
                .isEqualTo(Arrays.copyOfRange(body, 5, 10));
        assertThat(s3.listObjectsV2(b -> b.bucket("b1x")).contents())
                .extracting(S3Object::key)
                .containsExactly(key);
    }

    // BEHAVIOURS 27, 29
    @Test
    void put_byDefault_carriesACrc32ThatIsKept() {
        s3.putObject(b -> b.bucket("b1x").key("k"), RequestBody.fromString("123456789"));
        assertThat(head("k").checksumCRC32()).isEqualTo("y/Q5Jg==");
        assertThat(head("k").contentEncoding()).isNull();
        assertThat(get("k")).hasSize(9);
    }

    // BEHAVIOURS 29
    @Test
    void put_clientWithoutChecksums_getsACrc64() {
        try (S3Client bare = Clients.builder(tarn.tarn())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build()) {
            bare.putObject(b -> b.bucket("b1x").key("k"), RequestBody.fromString("123456789"));
        }
        assertThat(head("k").checksumCRC64NVME()).isEqualTo("rosUhgp5mIg=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void put_checksumAsked_isSentKeptAndVerified(String name) {
        byte[] body = Body.of(70_000);
        s3.putObject(
                b -> b.bucket("b1x").key("k").checksumAlgorithm(ChecksumAlgorithm.valueOf(name)),
                RequestBody.fromBytes(body));
        HeadObjectResponse head = head("k");
        assertThat(Arrays.asList(
                        head.checksumCRC32(), head.checksumCRC32C(), head.checksumSHA1(), head.checksumSHA256()))
                .filteredOn(value -> value != null)
                .hasSize(1);
        assertThat(get("k")).isEqualTo(body);
    }

    @Test
    void put_streams_areStoredWhole() {
        byte[] body = Body.of(300_000);
        s3.putObject(
                b -> b.bucket("b1x").key("once"),
                RequestBody.fromInputStream(new OnceOnly(new ByteArrayInputStream(body)), body.length));
        ContentStreamProvider unknownLength = () -> new ByteArrayInputStream(body);
        s3.putObject(b -> b.bucket("b1x").key("unknown"), RequestBody.fromContentProvider(unknownLength, "text/plain"));
        s3.putObject(b -> b.bucket("b1x").key("empty"), RequestBody.empty());
        assertThat(get("once")).isEqualTo(body);
        assertThat(get("unknown")).isEqualTo(body);
        assertThat(get("empty")).isEmpty();
    }

    @Test
    void copy_toAnotherKey_keepsBodyAndMetadata() {
        s3.putObject(
                b -> b.bucket("b1x").key("from/ü +").metadata(Map.of("colour", "blue")),
                RequestBody.fromString("body"));
        s3.copyObject(b -> b.sourceBucket("b1x")
                .sourceKey("from/ü +")
                .destinationBucket("b1x")
                .destinationKey("to"));
        assertThat(get("to")).isEqualTo(get("from/ü +"));
        assertThat(head("to").metadata()).containsEntry("colour", "blue");
    }

    @Test
    void delete_oneAndMany_areGone() {
        for (int i = 0; i < 5; i++) {
            String key = "k" + i;
            s3.putObject(b -> b.bucket("b1x").key(key), RequestBody.fromString(key));
        }
        s3.deleteObject(b -> b.bucket("b1x").key("k0"));
        List<ObjectIdentifier> three = List.of("k1", "k2", "never").stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        assertThat(s3.deleteObjects(b -> b.bucket("b1x").delete(d -> d.objects(three)))
                        .deleted())
                .hasSize(3);
        assertThat(s3.listObjectsV2(b -> b.bucket("b1x")).contents())
                .extracting(S3Object::key)
                .containsExactly("k3", "k4");
    }

    @Test
    void paginators_manyPages_showEachOnce() {
        for (int i = 0; i < 25; i++) {
            String key = "dir" + i % 4 + "/k" + i;
            s3.putObject(b -> b.bucket("b1x").key(key), RequestBody.empty());
        }
        assertThat(s3.listObjectsV2Paginator(b -> b.bucket("b1x").maxKeys(4)).contents().stream())
                .extracting(S3Object::key)
                .hasSize(25)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(s3.listObjectsV2Paginator(b -> b.bucket("b1x").delimiter("/").maxKeys(1)).commonPrefixes().stream())
                .extracting(CommonPrefix::prefix)
                .containsExactly("dir0/", "dir1/", "dir2/", "dir3/");
        tarn.createBucket("b2x");
        assertThat(s3.listBucketsPaginator(b -> b.maxBuckets(1)).buckets().stream())
                .hasSize(2);
    }

    // ERRORS 71, 72
    @Test
    void put_conditionFails_isPreconditionFailed() {
        PutObjectResponse first =
                s3.putObject(b -> b.bucket("b1x").key("k").ifNoneMatch("*"), RequestBody.fromString("one"));
        expectStatus(
                412,
                "PreconditionFailed",
                () -> s3.putObject(b -> b.bucket("b1x").key("k").ifNoneMatch("*"), RequestBody.fromString("two")));
        s3.putObject(b -> b.bucket("b1x").key("k").ifMatch(first.eTag()), RequestBody.fromString("two"));
        expectStatus(
                412,
                "PreconditionFailed",
                () -> s3.putObject(
                        b -> b.bucket("b1x").key("k").ifMatch(first.eTag()), RequestBody.fromString("three")));
        expectStatus(
                404,
                "NoSuchKey",
                () -> s3.putObject(
                        b -> b.bucket("b1x").key("none").ifMatch(first.eTag()), RequestBody.fromString("three")));
        assertThat(get("k")).asString().isEqualTo("two");
    }

    /** Cannot go back, as a stream from elsewhere cannot. */
    private static final class OnceOnly extends java.io.FilterInputStream {
        private OnceOnly(InputStream in) {
            super(in);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
