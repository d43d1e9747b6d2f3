package io.tarn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** The asynchronous clients (Netty, CRT's HTTP, and the CRT's own S3 client) and the transfer manager on each. */
class AsyncClientTest {
    private static final int LARGE = 100 << 20;

    enum Client {
        NETTY,
        NETTY_MULTIPART,
        CRT_HTTP,
        CRT_S3;

        S3AsyncClient open() throws Exception {
            return switch (this) {
                case NETTY, NETTY_MULTIPART ->
                    common(S3AsyncClient.builder().multipartEnabled(this == NETTY_MULTIPART))
                            .httpClientBuilder(netty())
                            .build();
                case CRT_HTTP ->
                    common(S3AsyncClient.builder().multipartEnabled(true))
                            .httpClientBuilder(AwsCrtAsyncHttpClient.builder()
                                    .useTrustStoreSystemProperties(Server.trustStoreNamed()))
                            .build();
                case CRT_S3 ->
                    S3AsyncClient.crtBuilder()
                            .endpointOverride(Server.ENDPOINT)
                            .region(Server.REGION)
                            .credentialsProvider(Server.CREDENTIALS)
                            .forcePathStyle(true)
                            .minimumPartSizeInBytes(8L << 20)
                            .maxConcurrency(8)
                            .retryConfiguration(r -> r.numRetries(0))
                            // This client takes no trust but the process's own, which SSL_CERT_FILE names.
                            .build();
            };
        }

        private static NettyNioAsyncHttpClient.Builder netty() throws Exception {
            var trust = Server.trust();
            return NettyNioAsyncHttpClient.builder().tlsTrustManagersProvider(trust == null ? null : () -> trust);
        }

        private static S3AsyncClientBuilder common(S3AsyncClientBuilder builder) {
            return builder.endpointOverride(Server.ENDPOINT)
                    .region(Server.REGION)
                    .credentialsProvider(Server.CREDENTIALS)
                    .forcePathStyle(true)
                    .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)));
        }
    }

    private static String newBucket(S3AsyncClient s3) throws Exception {
        String bucket = "it-java-async-" + Long.toHexString(new Random().nextLong() >>> 16);
        await(s3.createBucket(b -> b.bucket(bucket)));
        return bucket;
    }

    /** Waits at most two minutes: a test that hangs is a test that failed. */
    private static <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(2, TimeUnit.MINUTES);
    }

    private static void drop(S3AsyncClient s3, String bucket) throws Exception {
        for (var object : await(s3.listObjectsV2(b -> b.bucket(bucket))).contents()) {
            await(s3.deleteObject(b -> b.bucket(bucket).key(object.key())));
        }
        await(s3.deleteBucket(b -> b.bucket(bucket)));
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void smallObjects_manyAtOnce_comeBackAsTheyWere(Client kind) throws Exception {
        try (S3AsyncClient s3 = kind.open()) {
            String bucket = newBucket(s3);
            List<byte[]> bodies = new ArrayList<>();
            List<CompletableFuture<?>> puts = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                byte[] data = new byte[1 + i * 4001];
                new Random().nextBytes(data);
                bodies.add(data);
                String key = "k/ü +" + i;
                puts.add(s3.putObject(b -> b.bucket(bucket).key(key), AsyncRequestBody.fromBytes(data)));
            }
            for (CompletableFuture<?> put : puts) {
                await(put);
            }
            for (int i = 0; i < 64; i++) {
                String key = "k/ü +" + i;
                byte[] got = await(s3.getObject(b -> b.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()))
                        .asByteArray();
                assertThat(got).isEqualTo(bodies.get(i));
            }
            assertThat(await(s3.listObjectsV2(b -> b.bucket(bucket))).keyCount()).isEqualTo(64);
            assertThatThrownBy(() -> await(s3.getObject(b -> b.bucket(bucket).key("no"), AsyncResponseTransformer.toBytes())))
                    .satisfies(thrown -> missing(kind, thrown.getCause()));
            drop(s3, bucket);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Client.class, mode = EnumSource.Mode.EXCLUDE, names = "NETTY_MULTIPART") // the next test
    void emptyObject_intoMemory_isEmpty(Client kind) throws Exception {
        try (S3AsyncClient s3 = kind.open()) {
            readEmptyObject(s3);
        }
    }

    /**
     * The SDK (2.57.8) notes that a part's stream has begun only after it handed the stream over, and an empty body
     * ends within the hand-over: if another thread completes the part before the note, toBytes() never completes,
     * whatever the server (ByteArraySplittingTransformer.onStream and handleSubscriptionCancel). Futures that are
     * completed on the one thread that hands over come after the note.
     */
    @Test
    void emptyObject_intoMemoryByPartsOnNetty_isEmpty() throws Exception {
        SdkEventLoopGroup loop = SdkEventLoopGroup.builder().numberOfThreads(1).build();
        var builder = Client.common(S3AsyncClient.builder().multipartEnabled(true))
                .httpClientBuilder(Client.netty().eventLoopGroup(loop))
                .asyncConfiguration(a -> a.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, loop.eventLoopGroup()));
        try (S3AsyncClient s3 = builder.build()) {
            readEmptyObject(s3);
        } finally {
            loop.eventLoopGroup().shutdownGracefully();
        }
    }

    private static void readEmptyObject(S3AsyncClient s3) throws Exception {
        String bucket = newBucket(s3);
        await(s3.putObject(b -> b.bucket(bucket).key("empty"), AsyncRequestBody.empty()));
        for (int i = 0; i < 20; i++) {
            var got = await(s3.getObject(b -> b.bucket(bucket).key("empty"), AsyncResponseTransformer.toBytes()));
            assertThat(got.asByteArray()).isEmpty();
        }
        drop(s3, bucket);
    }

    /** The CRT asks by HEAD first, whose answer names no code. */
    private static void missing(Client kind, Throwable cause) {
        assertThat(cause).isInstanceOf(kind == Client.CRT_S3 ? S3Exception.class : NoSuchKeyException.class);
        assertThat(((S3Exception) cause).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(value = Client.class, mode = EnumSource.Mode.EXCLUDE, names = "NETTY") // the next test
    void streamOfUnknownLength_isStored(Client kind) throws Exception {
        try (S3AsyncClient s3 = kind.open()) {
            String bucket = newBucket(s3);
            byte[] data = new byte[20_000_000];
            new Random().nextBytes(data);
            try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
                var body = AsyncRequestBody.fromInputStream(new ByteArrayInputStream(data), null, executor);
                await(s3.putObject(b -> b.bucket(bucket).key("stream"), body));
            }
            byte[] got = await(s3.getObject(b -> b.bucket(bucket).key("stream"), AsyncResponseTransformer.toBytes()))
                    .asByteArray();
            assertThat(java.util.Arrays.equals(got, data)).isTrue();
            drop(s3, bucket);
        }
    }

    /** Without multipart the SDK itself refuses an unknown length, and nothing is sent. */
    @Test
    void streamOfUnknownLength_withoutMultipart_isRefusedByTheSdk() throws Exception {
        try (S3AsyncClient s3 = Client.NETTY.open();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            String bucket = newBucket(s3);
            var body = AsyncRequestBody.fromInputStream(new ByteArrayInputStream(new byte[100]), null, executor);
            assertThatThrownBy(() -> await(s3.putObject(b -> b.bucket(bucket).key("stream"), body)))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("Content-Length header must be specified");
            assertThat(await(s3.listObjectsV2(b -> b.bucket(bucket))).keyCount()).isZero();
            drop(s3, bucket);
        }
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void transferManager_100MiBUpAndDown_isIdentical(Client kind, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("large");
        byte[] data = new byte[LARGE];
        new Random().nextBytes(data);
        Files.write(file, data);
        try (S3AsyncClient s3 = kind.open();
                S3TransferManager transfers = S3TransferManager.builder().s3Client(s3).build()) {
            String bucket = newBucket(s3);
            await(transfers.uploadFile(u -> u.source(file).putObjectRequest(b -> b.bucket(bucket).key("large")))
                    .completionFuture());
            Path back = folder.resolve("back");
            await(transfers.downloadFile(d -> d.destination(back).getObjectRequest(b -> b.bucket(bucket).key("large")))
                    .completionFuture());
            assertThat(Files.mismatch(file, back)).isEqualTo(-1);
            assertThat(await(s3.headObject(b -> b.bucket(bucket).key("large"))).contentLength()).isEqualTo(LARGE);
            await(transfers.copy(c -> c.copyObjectRequest(b -> b.sourceBucket(bucket)
                            .sourceKey("large")
                            .destinationBucket(bucket)
                            .destinationKey("copy")))
                    .completionFuture());
            assertThat(await(s3.headObject(b -> b.bucket(bucket).key("copy"))).contentLength()).isEqualTo(LARGE);

            Path tree = Files.createDirectories(folder.resolve("tree/sub"));
            for (int i = 0; i < 20; i++) {
                Files.writeString(tree.resolve("f" + i), "content ".repeat(i)); // the first one is empty
            }
            assertThat(await(transfers.uploadDirectory(u -> u.source(folder.resolve("tree")).bucket(bucket).s3Prefix("tree"))
                            .completionFuture())
                            .failedTransfers())
                    .isEmpty();
            Path treeBack = folder.resolve("treeBack");
            assertThat(await(transfers.downloadDirectory(d -> d.destination(treeBack).bucket(bucket)
                                    .listObjectsV2RequestTransformer(l -> l.prefix("tree/")))
                            .completionFuture())
                            .failedTransfers())
                    .isEmpty();
            try (var files = Files.walk(treeBack)) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(20);
            }
            drop(s3, bucket);
        }
    }
}
