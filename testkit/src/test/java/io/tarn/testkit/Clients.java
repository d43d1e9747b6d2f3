package io.tarn.testkit;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Clients of the AWS SDK for a server. Those with one attempt show what a retry would hide. */
final class Clients {
    private Clients() {}

    static StaticCredentialsProvider credentials(Tarn tarn) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(tarn.accessKeyId(), tarn.secretAccessKey()));
    }

    static S3ClientBuilder builder(Tarn tarn) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(tarn.endpoint())
                .region(Region.of(tarn.region()))
                .credentialsProvider(credentials(tarn))
                .overrideConfiguration(choices -> choices.retryStrategy(retry -> retry.maxAttempts(1)));
    }

    static S3Client blocking(Tarn tarn) {
        return builder(tarn).build();
    }

    static S3AsyncClient async(Tarn tarn, boolean multipart) {
        return S3AsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().connectionTimeout(Duration.ofSeconds(10)))
                .multipartEnabled(multipart)
                .endpointOverride(tarn.endpoint())
                .region(Region.of(tarn.region()))
                .credentialsProvider(credentials(tarn))
                .overrideConfiguration(choices -> choices.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    static S3Presigner presigner(Tarn tarn) {
        return S3Presigner.builder()
                .endpointOverride(tarn.endpoint())
                .region(Region.of(tarn.region()))
                .credentialsProvider(credentials(tarn))
                .build();
    }
}
