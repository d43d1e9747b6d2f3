package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What the README shows. */
final class OrdersTest {
    @RegisterExtension
    static final TarnExtension tarn = TarnExtension.create(Tarn.builder().buckets("orders"));

    private final AwsBasicCredentials key = AwsBasicCredentials.create(tarn.accessKeyId(), tarn.secretAccessKey());
    private final S3Client s3 = S3Client.builder()
            .endpointOverride(tarn.endpoint())
            .region(Region.of(tarn.region()))
            .credentialsProvider(StaticCredentialsProvider.create(key))
            .build();

    @Test
    void order_put_isReadBack() {
        s3.putObject(b -> b.bucket("orders").key("1"), RequestBody.fromString("tea"));
        assertThat(s3.getObjectAsBytes(b -> b.bucket("orders").key("1")).asUtf8String())
                .isEqualTo("tea");
    }
}
