package io.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.Headers;
import io.tarn.api.http.ResponseHead;
import io.tarn.core.RequestHandler;
import io.tarn.core.ResponseSink.ClientGone;
import io.tarn.server.http.EdgeLimits;
import io.tarn.server.metrics.Metrics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are too many, too slow or too greedy. */
final class LimitsTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final int MEBIBYTE = 1024 * 1024;

    private static TarnServer serve(RequestHandler handler, EdgeLimits.Builder limits) {
        return TarnServer.builder(handler).limits(limits.build()).start();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    // ABUSE 90
    @Test
    void connection_idle_isClosedWithoutAWord() {
        try (TarnServer server = serve(Answers.ECHO, EdgeLimits.builder().idleTime(SHORT));
                RawClient fresh = RawClient.connect(server.address());
                RawClient used = RawClient.connect(server.address())) {
            assertThat(used.send(GET).answer().status()).isEqualTo(200);
            assertThat(used.rest()).isEmpty();
            assertThat(fresh.rest()).isEmpty();
        }
    }

    // ABUSE 90
    @Test
    void head_comesTooSlowly_isRefusedHoweverBusyTheClientIs() {
        try (TarnServer server = serve(Answers.ECHO, EdgeLimits.builder().headTime(SHORT));
                RawClient client = RawClient.connect(server.address())) {
            client.send("GET /a HTTP/1.1\r\nHost: a\r\nX: ");
            while (!client.somethingComesWithin(Duration.ofMillis(20))) {
                client.offer(new byte[] {'a'});
            }
            assertThat(client.rest()).startsWith("HTTP/1.1 400 ").contains("<Code>RequestTimeout</Code>");
        }
    }

    // ERRORS 24
    @Test
    void body_stops_handlerIsToldAndTheClientToo() {
        try (TarnServer server = serve(Answers.ECHO, EdgeLimits.builder().bodyIdleTime(SHORT));
                RawClient client = RawClient.connect(server.address());
                RawClient waiting = RawClient.connect(server.address())) {
            client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc");
            waiting.send("PUT /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("<Code>RequestTimeout</Code>");
            assertThat(client.rest()).isEmpty();
            assertThat(waiting.answer().status()).isEqualTo(100);
            assertThat(waiting.answer().text()).contains("<Code>RequestTimeout</Code>");
        }
    }

    // ABUSE 90
    @Test
    void body_comesInDribs_isRefusedHoweverBusyTheClientIs() {
        EdgeLimits.Builder paced = EdgeLimits.builder().bodyPaceTime(SHORT).bodyPaceBytesMin(MEBIBYTE);
        try (TarnServer server = serve(Answers.ECHO, paced);
                RawClient client = RawClient.connect(server.address())) {
            client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
            while (!client.somethingComesWithin(Duration.ofMillis(5))) {
                client.offer(new byte[] {'a'});
            }
            assertThat(client.rest()).startsWith("HTTP/1.1 400 ").contains("<Code>RequestTimeout</Code>");
        }
    }

    @Test
    void body_waitsForItsHandler_isNotJudged() {
        RequestHandler slow = (head, connection, body, response) -> {
            LockSupport.parkNanos(4 * SHORT.toNanos());
            Answers.send(response, 200, Long.toString(Answers.count(body)));
        };
        int bytes = 16 * MEBIBYTE;
        EdgeLimits.Builder paced = EdgeLimits.builder().bodyPaceTime(SHORT).bodyPaceBytesMin(1);
        try (TarnServer server = serve(slow, paced);
                RawClient client = RawClient.connect(server.address())) {
            client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: " + bytes + "\r\n\r\n");
            client.send(new byte[bytes]);
            assertThat(client.answer().text()).isEqualTo(Integer.toString(bytes));
        }
    }

    @Test
    void handlerThinksLong_clientThatOwesNothingIsNotCutOff() {
        RequestHandler slow = (head, connection, body, response) -> {
            LockSupport.parkNanos(4 * SHORT.toNanos());
            Answers.ECHO.handle(head, connection, body, response);
        };
        EdgeLimits.Builder all = EdgeLimits.builder()
                .bodyIdleTime(SHORT)
                .bodyPaceTime(SHORT)
                .idleTime(SHORT)
                .headTime(SHORT)
                .writeIdleTime(SHORT);
        try (TarnServer server = serve(slow, all);
                RawClient get = RawClient.connect(server.address());
                RawClient put = RawClient.connect(server.address());
                RawClient held = RawClient.connect(server.address())) {
            get.send(GET);
            put.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
            held.send("PUT /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(get.answer().status()).isEqualTo(200);
            assertThat(put.answer().text()).isEqualTo("abc");
            assertThat(held.answer().status()).isEqualTo(100);
            assertThat(held.send("abc").answer().text()).isEqualTo("abc");
        }
    }

    /** Writes for ever, until nobody takes it. */
    private static RequestHandler endless(AtomicBoolean gone, AtomicLong written) {
        return (head, connection, body, response) -> {
            response.begin(new ResponseHead(200, Headers.NONE));
            try {
                while (true) {
                    ByteBuffer room = response.buffer(MEBIBYTE);
                    written.addAndGet(room.remaining());
                    response.write(room);
                }
            } catch (ClientGone slow) {
                gone.set(true);
                throw slow;
            }
        };
    }

    @Test
    void response_notTaken_endsInClientGone() {
        AtomicBoolean gone = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        try (TarnServer server =
                        serve(endless(gone, written), EdgeLimits.builder().writeIdleTime(SHORT));
                RawClient client = RawClient.connect(server.address())) {
            client.send(GET);
            Eventually.holds(gone::get);
            assertThat(written.get()).as("held for the client").isLessThan(64L * MEBIBYTE);
        }
    }

    // ABUSE 90
    @Test
    void response_takenInDribs_endsInClientGone() {
        AtomicBoolean gone = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        try (TarnServer server =
                        serve(endless(gone, written), EdgeLimits.builder().writeIdleTime(SHORT));
                RawClient client = RawClient.connect(server.address())) {
            client.send(GET);
            Eventually.holds(() -> !client.take(10) || gone.get());
            Eventually.holds(gone::get);
        }
    }

    @Test
    void connections_beyondTheCap_areAnswered503() {
        try (TarnServer server = serve(Answers.ECHO, EdgeLimits.builder().connectionsMax(2));
                RawClient first = RawClient.connect(server.address());
                RawClient second = RawClient.connect(server.address())) {
            assertThat(first.send(GET).answer().status()).isEqualTo(200);
            assertThat(second.send(GET).answer().status()).isEqualTo(200);
            try (RawClient third = RawClient.connect(server.address())) {
                assertThat(third.rest())
                        .startsWith("HTTP/1.1 503 ")
                        .contains("<Code>ServiceUnavailable</Code>", "Retry-After: 1\r\n");
            }
            first.endOutput();
            Eventually.holds(() -> {
                try (RawClient next = RawClient.connect(server.address())) {
                    return next.offer(GET.getBytes(StandardCharsets.ISO_8859_1))
                            && next.answer().status() == 200;
                }
            });
            assertThat(second.send(GET).answer().status()).isEqualTo(200);
        }
    }

    // ERRORS 103
    @Test
    void requests_beyondRunningAndWaiting_areToldToSlowDown() {
        CountDownLatch go = new CountDownLatch(1);
        RequestHandler blocked = (head, connection, body, response) -> {
            await(go);
            Answers.send(response, 200, "ok");
        };
        List<RawClient> clients = new ArrayList<>();
        try (TarnServer server =
                serve(blocked, EdgeLimits.builder().requestsMax(2).requestsWaitingMax(3))) {
            for (int index = 0; index < 5; index++) {
                clients.add(RawClient.connect(server.address()).send(GET));
                assertThat(clients.getLast().somethingComesWithin(Duration.ofMillis(20)))
                        .isFalse();
            }
            try (RawClient sixth = RawClient.connect(server.address())) {
                assertThat(sixth.send(GET).rest()).startsWith("HTTP/1.1 503 ").contains("<Code>SlowDown</Code>");
            }
            go.countDown();
            clients.forEach(client -> assertThat(client.answer().status()).isEqualTo(200));
            clients.forEach(
                    client -> assertThat(client.send(GET).answer().status()).isEqualTo(200));
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    @Test
    void bodies_beyondTheirMax_areToldToSlowDownWhileOthersGoOn() {
        try (TarnServer server = serve(Answers.ECHO, EdgeLimits.builder().bodiesMax(1));
                RawClient slow = RawClient.connect(server.address());
                RawClient second = RawClient.connect(server.address());
                RawClient get = RawClient.connect(server.address())) {
            String put = "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
            slow.send(put);
            assertThat(slow.somethingComesWithin(SHORT)).isFalse();
            assertThat(second.send(put + "abc").rest()).contains("<Code>SlowDown</Code>");
            assertThat(get.send(GET).answer().status()).isEqualTo(200);
            assertThat(slow.send("abc").answer().text()).isEqualTo("abc");
        }
    }

    @Test
    void body_faster_thanItsHandler_waitsInTheSocket() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong counted = new AtomicLong();
        AtomicLong held = new AtomicLong();
        RequestHandler slow = (head, connection, body, response) -> {
            await(go);
            counted.set(Answers.count(body));
            Answers.send(response, 200, "ok");
        };
        int bytes = 64 * MEBIBYTE;
        Metrics metrics = new Metrics();
        try (TarnServer server = TarnServer.builder(slow).metrics(metrics).start();
                RawClient client = RawClient.connect(server.address())) {
            Thread sender = Thread.ofVirtual()
                    .start(() -> client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: " + bytes + "\r\n\r\n")
                            .send(new byte[bytes]));
            Eventually.holds(() -> {
                long before = held.getAndSet(heldBytes(metrics));
                return before > 0 && before == held.get();
            });
            assertThat(held.get()).isLessThan(EdgeLimits.DEFAULTS.bodyQueueBytesMax() + 64L * 1024);
            go.countDown();
            assertThat(client.answer().text()).isEqualTo("ok");
            assertThat(counted).hasValue(bytes);
            assertThat(sender)
                    .satisfies(thread ->
                            assertThat(thread.join(Duration.ofSeconds(10))).isTrue());
            Eventually.holds(() -> heldBytes(metrics) == 0);
        }
    }

    private static long heldBytes(Metrics metrics) {
        String line = metrics.text()
                .lines()
                .filter(sample -> sample.startsWith("tarn_http_held_bytes "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length: 104857600", "transfer-encoding: chunked"})
    void early_answer_isReadByAClientThatSendsOn(String framing) {
        RequestHandler refusing = (head, connection, body, response) -> Answers.send(response, 403, "denied");
        try (TarnServer server = serve(refusing, EdgeLimits.builder());
                RawClient client = RawClient.connect(server.address())) {
            client.send("PUT /a HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n");
            byte[] chunk = new byte[MEBIBYTE];
            boolean open = true;
            if (framing.endsWith("chunked")) {
                open = client.offer("40000000\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            for (int sent = 0; open && sent < 100; sent++) {
                open = client.offer(chunk);
            }
            assertThat(open).as("the server takes no 100 MiB").isFalse();
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).isEqualTo("denied");
            assertThat(answer.header("connection")).isEqualTo("close");
        }
    }

    @Test
    void early_answer_toAClientThatWaits_endsAfterTheDrainTime() {
        RequestHandler refusing = (head, connection, body, response) -> Answers.send(response, 403, "denied");
        try (TarnServer server = serve(refusing, EdgeLimits.builder().drainTime(SHORT));
                RawClient client = RawClient.connect(server.address())) {
            client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
            assertThat(client.rest()).endsWith("denied");
            Eventually.holds(() -> !client.offer(new byte[1]));
        }
    }

    // ERRORS 103
    @Test
    void close_letsRunningRequestsEndAndTakesNoMore() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        RequestHandler slow = (head, connection, body, response) -> {
            running.countDown();
            await(go);
            Answers.send(response, 200, "ok");
        };
        TarnServer server = serve(slow, EdgeLimits.builder());
        try (RawClient busy = RawClient.connect(server.address());
                RawClient idle = RawClient.connect(server.address());
                RawClient beginning = RawClient.connect(server.address())) {
            busy.send(GET);
            beginning.send("GET /a HTTP/1.1\r\n");
            await(running);
            Thread closing = Thread.ofVirtual().start(server::close);
            assertThat(idle.rest()).isEmpty();
            assertThat(beginning.send("Host: a\r\n\r\n").rest()).contains("<Code>ServiceUnavailable</Code>");
            go.countDown();
            assertThat(busy.rest())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("Connection: close\r\n")
                    .endsWith("ok");
            assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void close_aRequestThatNeverEnds_isCutAfterTheShutdownTime() {
        AtomicInteger ended = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        RequestHandler stuck = (head, connection, body, response) -> {
            await(go);
            ended.incrementAndGet();
            Answers.send(response, 200, "ok");
        };
        TarnServer server = serve(stuck, EdgeLimits.builder().shutdownTime(SHORT));
        try (RawClient client = RawClient.connect(server.address())) {
            client.send(GET);
            assertThat(client.somethingComesWithin(Duration.ofMillis(20))).isFalse();
            server.close();
            assertThat(client.rest()).isEmpty();
            go.countDown();
            Eventually.holds(() -> ended.get() == 1);
        }
    }
}
