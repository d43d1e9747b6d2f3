package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** As the README shows it. */
final class OrdersTest {
    @RegisterExtension
    static final TarnExtension tarn = TarnExtension.create(Tarn.builder().buckets("orders"));

    @Test
    void put_thenGet_isWhatWasPut() {
        try (S3Client s3 = Clients.blocking(tarn.tarn())) {
            s3.putObject(b -> b.bucket("orders").key("1"), RequestBody.fromString("tea"));
            assertThat(s3.getObjectAsBytes(b -> b.bucket("orders").key("1")).asUtf8String())
                    .isEqualTo("tea");
        }
    }
}
