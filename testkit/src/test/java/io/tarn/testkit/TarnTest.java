package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class TarnTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void start_withoutChoices_isEmptyInUsEast1() {
        try (Tarn tarn = Tarn.start();
                S3Client s3 = Clients.blocking(tarn)) {
            assertThat(tarn.region()).isEqualTo("us-east-1");
            assertThat(tarn.endpoint().getHost()).isEqualTo("127.0.0.1");
            assertThat(s3.listBuckets().buckets()).isEmpty();
        }
    }

    @Test
    void start_twice_shareNothing() {
        try (Tarn one = Tarn.builder().buckets("first").start();
                Tarn other = Tarn.start();
                S3Client s3 = Clients.blocking(other)) {
            assertThat(other.endpoint()).isNotEqualTo(one.endpoint());
            assertThat(other.accessKeyId()).isNotEqualTo(one.accessKeyId());
            assertThat(other.secretAccessKey()).isNotEqualTo(one.secretAccessKey());
            assertThat(s3.listBuckets().buckets()).isEmpty();
        }
    }

    @Test
    void start_chosenRegionKeyAndBuckets_areThose() {
        Tarn.Builder builder = Tarn.builder()
                .region("eu-central-1")
                .credentials("order-service", "a secret of this test")
                .buckets("first")
                .buckets("second", "third");
        try (Tarn tarn = builder.start();
                S3Client s3 = Clients.blocking(tarn)) {
            assertThat(tarn.accessKeyId()).isEqualTo("order-service");
            assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).containsExactly("first", "second", "third");
            assertThat(s3.getBucketLocation(b -> b.bucket("first")).locationConstraintAsString())
                    .isEqualTo("eu-central-1");
        }
    }

    @Test
    void start_portInUse_saysSo() {
        try (Tarn tarn = Tarn.start()) {
            int port = tarn.endpoint().getPort();
            assertThatThrownBy(() -> Tarn.builder().port(port).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(port));
        }
    }

    @Test
    void start_wrongBucketName_namesIt() {
        assertThatThrownBy(() -> Tarn.builder().buckets("Not_A_Bucket").start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Not_A_Bucket");
    }

    @Test
    void credentials_empty_areRefused() {
        assertThatThrownBy(() -> Tarn.builder().credentials("", "secret")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tarn.builder().credentials("id", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void request_withoutKeyOrWithAWrongOne_isRefused() {
        try (Tarn tarn = Tarn.builder().buckets("mine").start();
                Tarn other = Tarn.start();
                S3Client nobody = Clients.builder(tarn)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build();
                S3Client stranger = Clients.builder(tarn)
                        .credentialsProvider(Clients.credentials(other))
                        .build()) {
            assertThatThrownBy(() -> nobody.listObjectsV2(b -> b.bucket("mine")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
            assertThatThrownBy(stranger::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAccessKeyId"));
        }
    }

    @Test
    void createBucket_again_keepsWhatItHolds() {
        try (Tarn tarn = Tarn.start();
                S3Client s3 = Clients.blocking(tarn)) {
            tarn.createBucket("kept");
            s3.putObject(b -> b.bucket("kept").key("k"), RequestBody.fromString("v"));
            tarn.createBucket("kept");
            assertThat(s3.getObjectAsBytes(b -> b.bucket("kept").key("k")).asUtf8String())
                    .isEqualTo("v");
            assertThatThrownBy(() -> tarn.createBucket("no")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void clear_fullOfThings_leavesOnlyTheBuildersBuckets() {
        try (Tarn tarn = Tarn.builder().buckets("first").start();
                S3Client s3 = Clients.blocking(tarn)) {
            tarn.createBucket("second");
            s3.putObject(b -> b.bucket("first").key("k"), RequestBody.fromString("v"));
            s3.createMultipartUpload(b -> b.bucket("first").key("open"));
            tarn.clear();
            assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).containsExactly("first");
            assertThat(s3.listObjectsV2(b -> b.bucket("first")).contents()).isEmpty();
            assertThat(s3.listMultipartUploads(b -> b.bucket("first")).uploads())
                    .isEmpty();
        }
    }

    @Test
    void put_beyondTheBytesGiven_isInsufficientStorage() {
        try (Tarn tarn = Tarn.builder().buckets("small").bytesMax(1 << 20).start();
                S3Client s3 = Clients.blocking(tarn)) {
            assertThatThrownBy(() ->
                            s3.putObject(b -> b.bucket("small").key("k"), RequestBody.fromBytes(new byte[2 << 20])))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(507));
            s3.putObject(b -> b.bucket("small").key("k"), RequestBody.fromBytes(new byte[1 << 19]));
        }
    }

    @Test
    void close_withAnOpenConnection_freesThePortAtOnce() throws Exception {
        Tarn tarn = Tarn.start();
        int port = tarn.endpoint().getPort();
        try (Socket idle = new Socket(LOOPBACK, port)) {
            assertThat(idle.isConnected()).isTrue();
            long begun = System.nanoTime();
            tarn.close();
            tarn.close();
            assertThat(System.nanoTime() - begun).isLessThan(3_000_000_000L);
        }
        assertThatThrownBy(() -> new Socket(LOOPBACK, port).close()).isInstanceOf(ConnectException.class);
        assertThat(tarn.endpoint().getPort()).isEqualTo(port);
        assertThatThrownBy(tarn::clear).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tarn.createBucket("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void toString_hasNoSecret() {
        try (Tarn tarn = Tarn.start()) {
            assertThat(tarn.toString()).contains("127.0.0.1").doesNotContain(tarn.secretAccessKey());
        }
    }
}
