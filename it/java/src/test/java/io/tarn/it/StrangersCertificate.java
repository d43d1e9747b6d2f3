package io.tarn.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The same clients refuse the server when nobody told them of its certificate: that they pass elsewhere shows that they
 * verified it. Not named as a test: it runs over HTTPS, in a process of its own that knows no certificate.
 */
@Execution(ExecutionMode.CONCURRENT)
class StrangersCertificate {
    /** The CRT tries again until its time is up, and keeps the reason for this log, written when the process ends. */
    private static final String CRT_LOG = "target/crt.log";

    @BeforeAll
    static void nothingIsTrusted() {
        assertThat(Server.https()).isTrue();
        assertThat(Server.authority()).isNull();
        System.setProperty("aws.crt.log.destination", "File");
        System.setProperty("aws.crt.log.filename", CRT_LOG);
        System.setProperty("aws.crt.log.level", "Warn");
    }

    @ParameterizedTest
    @EnumSource(SyncClientTest.Http.class)
    void syncClient_withoutTheCertificate_refusesTheServer(SyncClientTest.Http kind) throws Exception {
        try (SdkHttpClient http = kind.open();
                S3Client s3 = SyncClientTest.client(http)) {
            assertThatThrownBy(s3::listBuckets)
                    .hasStackTraceContaining(
                            kind == SyncClientTest.Http.CRT
                                    ? "failed to acquire a connection"
                                    : "PKIX path building failed");
        }
    }

    @ParameterizedTest
    @EnumSource(AsyncClientTest.Client.class)
    void asyncClient_withoutTheCertificate_refusesTheServer(AsyncClientTest.Client kind) throws Exception {
        // The CRT's S3 client never gives up.
        long secondsMax = kind == AsyncClientTest.Client.CRT_S3 ? 10 : 60;
        try (S3AsyncClient s3 = kind.open()) {
            assertThatThrownBy(() -> s3.listBuckets().get(secondsMax, TimeUnit.SECONDS))
                    .hasStackTraceContaining(
                            switch (kind) {
                                case NETTY, NETTY_MULTIPART -> "PKIX path building failed";
                                case CRT_HTTP -> "failed to acquire a connection";
                                case CRT_S3 -> "TimeoutException";
                            });
        }
    }
}
