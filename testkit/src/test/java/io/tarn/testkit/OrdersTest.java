package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private final S3Client s3 = client(tarn.accessKeyId(), tarn.secretAccessKey());

    private static S3Client client(String id, String secret) {
        return S3Client.builder()
                .endpointOverride(tarn.endpoint())
                .region(Region.of(tarn.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .build();
    }

    @Test
    void order_put_isReadBack() {
        s3.putObject(b -> b.bucket("orders").key("1"), RequestBody.fromString("tea"));
        assertThat(s3.getObjectAsBytes(b -> b.bucket("orders").key("1")).asUtf8String())
                .isEqualTo("tea");
    }

    @Test
    void order_putByOneWhoMayOnlyRead_isDenied() {
        TarnCredentials ana = tarn.createUser("ana", """
                {"Version": "2012-10-17", "Statement": {
                  "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::orders/*"}}""");
        S3Client anas = client(ana.accessKeyId(), ana.secretAccessKey());
        assertThatThrownBy(() -> anas.putObject(b -> b.bucket("orders").key("1"), RequestBody.fromString("coffee")))
                .hasMessageContaining("not authorized to perform: s3:PutObject");
    }
}
