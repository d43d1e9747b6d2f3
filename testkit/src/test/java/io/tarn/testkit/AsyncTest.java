package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The asynchronous client of the AWS SDK, which is built on Netty too. */
final class AsyncTest {
    @RegisterExtension
    static final TarnExtension tarn = TarnExtension.create(Tarn.builder().buckets("b1x"));

    /** A test that hangs is a test that failed. */
    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static byte[] get(S3AsyncClient s3, String key) throws Exception {
        return await(s3.getObject(b -> b.bucket("b1x").key(key), AsyncResponseTransformer.toBytes()))
                .asByteArray();
    }

    @Test
    void put_manyAtOnce_comeBackAsTheyWere() throws Exception {
        try (S3AsyncClient s3 = Clients.async(tarn.tarn(), false)) {
            List<CompletableFuture<?>> puts = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                int size = i;
                puts.add(s3.putObject(
                        b -> b.bucket("b1x").key("k" + size), AsyncRequestBody.fromBytes(Body.of(size * 999))));
            }
            for (CompletableFuture<?> put : puts) {
                await(put);
            }
            for (int i = 0; i < 64; i++) {
                assertThat(get(s3, "k" + i)).isEqualTo(Body.of(i * 999));
            }
            assertThatThrownBy(() -> get(s3, "none")).hasCauseInstanceOf(NoSuchKeyException.class);
        }
    }

    @Test
    void put_streamOfUnknownLength_becomesAnObject() throws Exception {
        byte[] body = Body.of(20_000_000);
        try (S3AsyncClient s3 = Clients.async(tarn.tarn(), true);
                ExecutorService reading = Executors.newSingleThreadExecutor()) {
            await(s3.putObject(
                    b -> b.bucket("b1x").key("stream"),
                    AsyncRequestBody.fromInputStream(new ByteArrayInputStream(body), null, reading)));
            assertThat(get(s3, "stream")).isEqualTo(body);
            assertThat(await(s3.headObject(b -> b.bucket("b1x").key("stream"))).eTag())
                    .contains("-");
        }
    }
}
