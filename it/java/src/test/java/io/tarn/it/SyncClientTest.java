package io.tarn.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.core.ResponseBytes;

/** The synchronous client on each HTTP client that it comes with, and the presigner. */
class SyncClientTest {

    enum Http {
        URL_CONNECTION,
        APACHE,
        CRT;

        SdkHttpClient open() throws Exception {
            var trust = Server.trust();
            return switch (this) {
                case URL_CONNECTION ->
                    UrlConnectionHttpClient.builder().tlsTrustManagersProvider(() -> trust).build();
                case APACHE ->
                    ApacheHttpClient.builder().tlsTrustManagersProvider(trust == null ? null : () -> trust).build();
                // The CRT takes no trust managers, but the trust store that the system properties name.
                case CRT ->
                    AwsCrtHttpClient.builder().useTrustStoreSystemProperties(Server.trustStoreNamed()).build();
            };
        }
    }

    static S3Client client(SdkHttpClient http) {
        return S3Client.builder()
                .httpClient(http)
                .endpointOverride(Server.ENDPOINT)
                .region(Server.REGION)
                .credentialsProvider(Server.CREDENTIALS)
                .forcePathStyle(true)
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }

    private static String newBucket(S3Client s3) {
        String bucket = "it-java-" + Long.toHexString(new Random().nextLong() >>> 16);
        s3.createBucket(b -> b.bucket(bucket));
        return bucket;
    }

    @ParameterizedTest
    @EnumSource(Http.class)
    void everyCall_overEachHttpClient_answersAsS3Does(Http kind) throws Exception {
        try (SdkHttpClient http = kind.open();
                S3Client s3 = client(http)) {
            String bucket = newBucket(s3);
            objects(s3, bucket);
            checksums(s3, bucket);
            multipart(s3, bucket);
            lists(s3, bucket);
            errors(s3, bucket);
            List<ObjectIdentifier> keys = s3.listObjectsV2Paginator(b -> b.bucket(bucket)).contents().stream()
                    .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                    .toList();
            assertThat(s3.deleteObjects(b -> b.bucket(bucket).delete(d -> d.objects(keys))).deleted())
                    .hasSize(keys.size());
            s3.deleteBucket(b -> b.bucket(bucket));
        }
    }

    private static void objects(S3Client s3, String bucket) {
        byte[] data = random(150_000);
        var put = s3.putObject(
                b -> b.bucket(bucket).key("dir/ü +&%😀").contentType("a/b").metadata(Map.of("colour", "blue")),
                RequestBody.fromBytes(data));
        assertThat(put.eTag()).matches("\"[0-9a-f]{32}\"");
        ResponseBytes<GetObjectResponse> got = s3.getObjectAsBytes(b -> b.bucket(bucket).key("dir/ü +&%😀"));
        assertThat(got.asByteArray()).isEqualTo(data);
        assertThat(got.response().metadata()).containsEntry("colour", "blue");
        assertThat(got.response().contentType()).isEqualTo("a/b");
        assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("dir/ü +&%😀").range("bytes=5-9")).asByteArray())
                .isEqualTo(java.util.Arrays.copyOfRange(data, 5, 10));
        s3.putObject(b -> b.bucket(bucket).key("empty"), RequestBody.empty());
        assertThat(s3.headObject(b -> b.bucket(bucket).key("empty")).contentLength()).isZero();
        // A stream that cannot be read twice.
        s3.putObject(b -> b.bucket(bucket).key("stream"),
                RequestBody.fromInputStream(new ByteArrayInputStream(data), data.length));
        assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("stream")).asByteArray()).isEqualTo(data);
        s3.copyObject(b -> b.sourceBucket(bucket).sourceKey("dir/ü +&%😀").destinationBucket(bucket).destinationKey("copy"));
        assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("copy")).asByteArray()).isEqualTo(data);
        var attributes = s3.getObjectAttributes(b -> b.bucket(bucket).key("copy")
                .objectAttributes(ObjectAttributes.E_TAG, ObjectAttributes.OBJECT_SIZE, ObjectAttributes.CHECKSUM));
        assertThat(attributes.objectSize()).isEqualTo(data.length);
        assertThat("\"" + attributes.eTag() + "\"").isEqualTo(put.eTag());
    }

    private static void checksums(S3Client s3, String bucket) {
        byte[] data = random(70_000);
        for (ChecksumAlgorithm algorithm : List.of(
                ChecksumAlgorithm.CRC32,
                ChecksumAlgorithm.CRC32_C,
                ChecksumAlgorithm.SHA1,
                ChecksumAlgorithm.SHA256,
                ChecksumAlgorithm.CRC64_NVME)) {
            s3.putObject(b -> b.bucket(bucket).key("sum/" + algorithm).checksumAlgorithm(algorithm), RequestBody.fromBytes(data));
            HeadObjectResponse head =
                    s3.headObject(b -> b.bucket(bucket).key("sum/" + algorithm).checksumMode(ChecksumMode.ENABLED));
            String value = switch (algorithm) {
                case CRC32 -> head.checksumCRC32();
                case CRC32_C -> head.checksumCRC32C();
                case SHA1 -> head.checksumSHA1();
                case SHA256 -> head.checksumSHA256();
                default -> head.checksumCRC64NVME();
            };
            assertThat(value).as(algorithm.toString()).isNotEmpty();
            // The SDK verifies the value while it reads.
            assertThat(s3.getObjectAsBytes(b -> b.bucket(bucket).key("sum/" + algorithm).checksumMode(ChecksumMode.ENABLED))
                            .asByteArray())
                    .isEqualTo(data);
        }
    }

    private static void multipart(S3Client s3, String bucket) {
        byte[] first = random(5 << 20);
        byte[] second = random(77);
        String upload = s3.createMultipartUpload(b -> b.bucket(bucket)
                        .key("parts")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (byte[] data : List.of(first, second)) {
            int number = parts.size() + 1;
            var part = s3.uploadPart(b -> b.bucket(bucket).key("parts").uploadId(upload).partNumber(number), RequestBody.fromBytes(data));
            parts.add(CompletedPart.builder().partNumber(number).eTag(part.eTag()).checksumCRC32(part.checksumCRC32()).build());
        }
        assertThat(s3.listParts(b -> b.bucket(bucket).key("parts").uploadId(upload)).parts()).hasSize(2);
        var done = s3.completeMultipartUpload(
                b -> b.bucket(bucket).key("parts").uploadId(upload).multipartUpload(m -> m.parts(parts)));
        assertThat(done.eTag()).endsWith("-2\"");
        assertThat(done.checksumCRC32()).endsWith("-2");
        byte[] got = s3.getObjectAsBytes(b -> b.bucket(bucket).key("parts")).asByteArray();
        assertThat(got).hasSize(first.length + second.length).startsWith(first).endsWith(second);
        String aborted = s3.createMultipartUpload(b -> b.bucket(bucket).key("aborted")).uploadId();
        assertThat(s3.listMultipartUploads(b -> b.bucket(bucket)).uploads()).hasSize(1);
        s3.abortMultipartUpload(b -> b.bucket(bucket).key("aborted").uploadId(aborted));
    }

    private static void lists(S3Client s3, String bucket) {
        List<String> all = s3.listObjectsV2Paginator(b -> b.bucket(bucket).maxKeys(2)).contents().stream()
                .map(S3Object::key)
                .toList();
        assertThat(all).contains("copy", "dir/ü +&%😀", "empty", "parts", "stream").hasSize(10);
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket).delimiter("/")).commonPrefixes())
                .extracting(prefix -> prefix.prefix())
                .containsExactly("dir/", "sum/");
        assertThat(s3.listObjectVersions(b -> b.bucket(bucket)).versions()).hasSize(10);
        assertThat(s3.listBuckets().buckets()).anyMatch(b -> b.name().equals(bucket));
        assertThat(s3.getBucketLocation(b -> b.bucket(bucket)).locationConstraintAsString()).isNullOrEmpty();
    }

    private static void errors(S3Client s3, String bucket) {
        assertThatThrownBy(() -> s3.getObjectAsBytes(b -> b.bucket(bucket).key("missing"))).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.headObject(b -> b.bucket(bucket).key("missing"))).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.listObjectsV2(b -> b.bucket(bucket + "-missing"))).isInstanceOf(NoSuchBucketException.class);
        assertThatThrownBy(() -> s3.putObject(b -> b.bucket(bucket).key("empty").ifNoneMatch("*"), RequestBody.empty()))
                .isInstanceOfSatisfying(S3Exception.class, error -> {
                    assertThat(error.statusCode()).isEqualTo(412);
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
                    assertThat(error.requestId()).isNotEmpty();
                });
        // One's own bucket again: 200 in us-east-1, as the legacy of that region has it.
        try {
            s3.createBucket(b -> b.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException error) {
            throw new AssertionError("us-east-1 answers 200 to one's own bucket", error);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Http.class, names = "URL_CONNECTION")
    void presignedUrls_withoutTheSdk_putAndGet(Http kind) throws Exception {
        try (SdkHttpClient http = kind.open();
                S3Client s3 = client(http);
                S3Presigner presigner = S3Presigner.builder()
                        .endpointOverride(Server.ENDPOINT)
                        .region(Server.REGION)
                        .credentialsProvider(Server.CREDENTIALS)
                        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                        .build();
                HttpClient plain = plainClient()) {
            String bucket = newBucket(s3);
            var put = presigner.presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                    .putObjectRequest(b -> b.bucket(bucket).key("a +ü/b").contentType("text/x").metadata(Map.of("m", "1"))));
            var request = HttpRequest.newBuilder(put.url().toURI()).PUT(HttpRequest.BodyPublishers.ofString("presigned"));
            put.signedHeaders().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("host")) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            assertThat(plain.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            URI get = presigner.presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(b -> b.bucket(bucket).key("a +ü/b")))
                    .url()
                    .toURI();
            var got = plain.send(HttpRequest.newBuilder(get).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            assertThat(got.body()).isEqualTo("presigned");
            assertThat(got.headers().firstValue("x-amz-meta-m")).hasValue("1");
            URI altered = URI.create(get.toString().replace("X-Amz-Expires=60", "X-Amz-Expires=600"));
            assertThat(plain.send(HttpRequest.newBuilder(altered).build(), HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(403);
            s3.deleteObject(b -> b.bucket(bucket).key("a +ü/b"));
            s3.deleteBucket(b -> b.bucket(bucket));
        }
    }

    private static HttpClient plainClient() throws Exception {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        if (Server.trust() != null) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, Server.trust(), null);
            builder.sslContext(context);
        }
        return builder.build();
    }

    private static byte[] random(int length) {
        byte[] data = new byte[length];
        new Random().nextBytes(data);
        return data;
    }
}
