package io.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.RequestHandler;
import io.tarn.server.admin.Readiness;
import io.tarn.server.metrics.Metrics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What those who run the server see. */
final class AdminTest {
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    @Test
    void pages_answerOnTheirOwnAddressOnly() {
        AtomicReference<Readiness> readiness = new AtomicReference<>(Readiness.notReady("recovering"));
        Metrics metrics = new Metrics();
        metrics.gauge("tarn_test", "A \"gauge\".", () -> 1.5);
        RequestHandler named = (head, connection, body, response) -> {
            response.operation("EchoObject");
            Answers.ECHO.handle(head, connection, body, response);
        };
        try (TarnServer server = TarnServer.builder(named)
                        .adminAddress(ANYWHERE)
                        .readiness(readiness::get)
                        .metrics(metrics)
                        .start();
                RawClient data = RawClient.connect(server.address());
                RawClient admin = RawClient.connect(Objects.requireNonNull(server.adminAddress()))) {
            assertThat(data.send(get("/health/live")).answer().text()).isEqualTo("GET /health/live ");
            assertThat(data.send("PUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
                            .answer()
                            .text())
                    .isEqualTo("abc");
            assertThat(admin.send(get("/health/live")).answer().status()).isEqualTo(200);
            assertThat(admin.send(get("/health/ready")).answer().status()).isEqualTo(503);
            readiness.set(Readiness.READY);
            assertThat(admin.send(get("/health/ready")).answer().status()).isEqualTo(200);
            assertThat(admin.send(get("/")).answer().status()).isEqualTo(404);
            assertThat(admin.send("DELETE /metrics HTTP/1.1\r\nHost: a\r\n\r\n")
                            .answer()
                            .header("allow"))
                    .isEqualTo("GET, HEAD");
            Eventually.holds(() -> metrics.text().contains("tarn_request_seconds_count{operation=\"EchoObject\"} 2"));
            String page = admin.send(get("/metrics")).answer().text();
            assertThat(page)
                    .contains("tarn_requests_total{operation=\"EchoObject\",status=\"200\"} 2\n")
                    .contains("tarn_request_seconds_bucket{operation=\"EchoObject\",le=\"+Inf\"} 2\n")
                    .contains("tarn_http_received_bytes_total 3\n")
                    .contains("tarn_http_connections 1\n")
                    .contains("# HELP tarn_test A \"gauge\".\n# TYPE tarn_test gauge\ntarn_test 1.5\n")
                    .containsPattern("process_resident_memory_bytes [0-9]+\n");
        }
    }
}
