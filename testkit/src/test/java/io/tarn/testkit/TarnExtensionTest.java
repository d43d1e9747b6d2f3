package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** AWS's own client against the S3 of a test class. */
@ExtendWith(TarnExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TarnExtensionTest {
    private static URI seen = URI.create("http://nowhere");

    private static S3Client client(TestTarn tarn) {
        return S3Client.builder()
                .endpointOverride(tarn.endpoint())
                .region(Region.of(tarn.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(tarn.accessKey(), tarn.secretKey())))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Test
    @Order(1)
    void object_put_isReadBack(TestTarn tarn) {
        seen = tarn.endpoint();
        try (S3Client s3 = client(tarn)) {
            s3.createBucket(request -> request.bucket("first"));
            s3.putObject(request -> request.bucket("first").key("a/b"), RequestBody.fromString("hello"));
            assertThat(s3.getObjectAsBytes(request -> request.bucket("first").key("a/b"))
                            .asUtf8String())
                    .isEqualTo("hello");
        }
    }

    @Test
    @Order(2)
    void secondTest_hasTheSameServer(TestTarn tarn) {
        assertThat(tarn.endpoint()).isEqualTo(seen);
        try (S3Client s3 = client(tarn)) {
            assertThat(s3.listBuckets().buckets()).hasSize(1);
        }
    }

    @Test
    @Order(3)
    void twoServers_shareNothing(TestTarn tarn) {
        try (TestTarn other = TestTarn.start();
                S3Client s3 = client(other)) {
            assertThat(other.secretKey()).isNotEqualTo(tarn.secretKey());
            assertThat(s3.listBuckets().buckets()).isEmpty();
        }
    }
}
