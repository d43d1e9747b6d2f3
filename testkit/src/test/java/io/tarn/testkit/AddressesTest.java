package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/** The ways in which an object is addressed. */
@ExtendWith(TarnExtension.class)
final class AddressesTest {
    @Test
    void endpointByName_bucketInTheHost_isServed(Tarn tarn) {
        tarn.createBucket("b1x");
        URI byName = URI.create("http://localhost:" + tarn.endpoint().getPort());
        AtomicReference<String> host = new AtomicReference<>("");
        try (S3Client s3 = Clients.builder(tarn)
                .endpointOverride(byName)
                .overrideConfiguration(choices -> choices.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeTransmission(Context.BeforeTransmission sent, ExecutionAttributes attributes) {
                        host.set(sent.httpRequest().host());
                    }
                }))
                .build()) {
            s3.putObject(b -> b.bucket("b1x").key("k/ü"), RequestBody.fromString("by host"));
            assertThat(host).hasValue("b1x.localhost");
        }
        try (S3Client s3 = Clients.blocking(tarn)) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket("b1x").key("k/ü")).asUtf8String())
                    .isEqualTo("by host");
        }
    }

    @Test
    void presigned_sentByAnyClient_putsAndGets(Tarn tarn) throws Exception {
        tarn.createBucket("b1x");
        try (S3Presigner presigner = Clients.presigner(tarn);
                HttpClient plain = HttpClient.newHttpClient()) {
            PresignedPutObjectRequest put = presigner.presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                    .putObjectRequest(b ->
                            b.bucket("b1x").key("a +ü/b").contentType("text/x").metadata(Map.of("m", "1"))));
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(put.url().toURI()).PUT(BodyPublishers.ofString("presigned"));
            put.signedHeaders().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("host")) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            assertThat(plain.send(request.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            URI get = presigner
                    .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(b -> b.bucket("b1x").key("a +ü/b")))
                    .url()
                    .toURI();
            HttpResponse<String> got = plain.send(HttpRequest.newBuilder(get).build(), BodyHandlers.ofString());
            assertThat(got.body()).isEqualTo("presigned");
            assertThat(got.headers().firstValue("x-amz-meta-m")).hasValue("1");
            URI altered = URI.create(get.toString().replace("X-Amz-Expires=60", "X-Amz-Expires=600"));
            assertThat(plain.send(HttpRequest.newBuilder(altered).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}
