package io.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.ResponseHead;
import io.tarn.core.RequestHandler;
import io.tarn.core.ResponseSink.ClientGone;
import io.tarn.server.http.EdgeLimits;
import io.tarn.server.metrics.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Clients that crash, dawdle and babble by the thousand. {@code -Dtarn.rounds} makes it more, {@code -Dtarn.seed} repeats
 * what was found.
 */
final class AbuseTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int MEBIBYTE = 1024 * 1024;

    private static long openDescriptors() {
        try (var entries = Files.list(Path.of("/proc/self/fd"))) {
            return entries.count();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean shows(Metrics metrics, String sample) {
        return metrics.text().contains(sample + "\n");
    }

    // ABUSE 89
    @Test
    void clients_abortEverywhere_leaveNothingBehind() {
        int rounds = Integer.getInteger("tarn.rounds", 3_000);
        Metrics metrics = new Metrics();
        RequestHandler handler = (head, connection, body, response) -> {
            Answers.count(body);
            response.begin(new ResponseHead(
                    200, Headers.builder().add("content-length", "1000000").build()));
            for (int sent = 0; sent < 1_000_000; ) {
                ByteBuffer room = response.buffer(1_000_000 - sent);
                sent += room.remaining();
                response.write(room);
            }
        };
        String[] messages = {
            "",
            "GET /a HT",
            GET,
            GET + GET,
            "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nabc",
            "PUT /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 100000\r\n\r\n",
            "PUT /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            "nonsense\r\n\r\n",
        };
        try (TarnServer server = TarnServer.builder(handler).metrics(metrics).start()) {
            abort(server, messages[2]);
            long before = openDescriptors();
            for (int round = 0; round < rounds; round++) {
                abort(server, messages[round % messages.length]);
            }
            Eventually.holds(() -> shows(metrics, "tarn_http_connections 0"));
            Eventually.holds(() -> shows(metrics, "tarn_http_requests_running 0"));
            Eventually.holds(() -> shows(metrics, "tarn_http_held_bytes 0"));
            assertThat(openDescriptors()).isLessThanOrEqualTo(before + 2);
        }
    }

    /** Half of them closes with a reset, half in order. */
    private static void abort(TarnServer server, String message) {
        try (RawClient client = RawClient.connect(server.address())) {
            client.offer(message.getBytes(StandardCharsets.ISO_8859_1));
            if (message.length() % 2 == 0) {
                client.abort();
            }
        }
    }

    // ABUSE 90
    @Test
    void slowSenders_byTheThousand_leaveRoomForOthers() {
        List<RawClient> slow = new ArrayList<>();
        Metrics metrics = new Metrics();
        try (TarnServer server = TarnServer.builder(Answers.ECHO)
                .metrics(metrics)
                .limits(EdgeLimits.builder()
                        .shutdownTime(Duration.ofMillis(100))
                        .build())
                .start()) {
            for (int index = 0; index < 1_000; index++) {
                RawClient client = RawClient.connect(server.address());
                client.send(
                        index % 2 == 0
                                ? "GET /a HTTP/1.1\r\nHo"
                                : "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
                slow.add(client);
            }
            for (int round = 0; round < 3; round++) {
                slow.forEach(client -> client.send("s"));
            }
            Eventually.holds(() -> shows(metrics, "tarn_http_connections 1000"));
            Eventually.holds(() -> shows(metrics, "tarn_http_requests_running 500"));
            try (RawClient client = RawClient.connect(server.address())) {
                assertThat(client.send(GET).answer().status()).isEqualTo(200);
            }
        } finally {
            slow.forEach(RawClient::abort);
        }
    }

    @Test
    void uploads_aHundredAtOnce_stayWithinTheBudget() throws Exception {
        int uploads = 100;
        long bytes = 8L * MEBIBYTE;
        AtomicLong received = new AtomicLong();
        AtomicInteger answered = new AtomicInteger();
        Metrics metrics = new Metrics();
        RequestHandler counting = (head, connection, body, response) -> {
            received.addAndGet(Answers.count(body));
            Answers.send(response, 200, "ok");
        };
        try (TarnServer server = TarnServer.builder(counting).metrics(metrics).start()) {
            List<Thread> senders = new ArrayList<>();
            byte[] piece = new byte[MEBIBYTE];
            for (int index = 0; index < uploads; index++) {
                senders.add(Thread.ofVirtual().start(() -> {
                    try (RawClient client = RawClient.connect(server.address())) {
                        client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: " + bytes + "\r\n\r\n");
                        for (long sent = 0; sent < bytes; sent += piece.length) {
                            client.send(piece);
                        }
                        answered.addAndGet(client.answer().status() == 200 ? 1 : 0);
                    }
                }));
            }
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(answered).hasValue(uploads);
            assertThat(received).hasValue(uploads * bytes);
            Eventually.holds(() -> shows(metrics, "tarn_http_held_bytes 0"));
        }
    }

    // ABUSE 85, 87
    @Test
    void bytes_atRandom_neverHurt() {
        long seed = Long.getLong("tarn.seed", new SplittableRandom().nextLong());
        SplittableRandom random = new SplittableRandom(seed);
        ConcurrentLinkedQueue<Throwable> unforeseen = new ConcurrentLinkedQueue<>();
        RequestHandler watched = (head, connection, body, response) -> {
            try {
                Answers.ECHO.handle(head, connection, body, response);
            } catch (ClientGone | S3Exception expected) {
                throw expected;
            } catch (RuntimeException other) {
                unforeseen.add(other);
                throw other;
            }
        };
        AtomicReference<String> answers = new AtomicReference<>("");
        Metrics metrics = new Metrics();
        try (TarnServer server = TarnServer.builder(watched).metrics(metrics).start()) {
            for (int round = 0; round < Integer.getInteger("tarn.rounds", 1_500); round++) {
                byte[] message = Mutations.of(random);
                try (RawClient client = RawClient.connect(server.address())) {
                    client.offer(message);
                    client.endOutput();
                    assertThat(catchThrowable(() -> answers.set(client.rest())))
                            .as("seed %d round %d", seed, round)
                            .isNull();
                    assertThat(answers.get())
                            .as("seed %d round %d", seed, round)
                            .doesNotContain("HTTP/1.1 500", "HTTP/1.1 503", "InternalError");
                }
            }
            try (RawClient client = RawClient.connect(server.address())) {
                assertThat(client.send(GET).answer().status()).isEqualTo(200);
            }
            Eventually.holds(() -> shows(metrics, "tarn_http_held_bytes 0"));
        }
        assertThat(unforeseen).as("seed %d", seed).isEmpty();
    }
}
