package io.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.ResponseHead;
import io.tarn.core.RequestHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request and its answer, in every form. */
final class ExchangeTest {
    private static final String GET = "GET /a%2Fb/../c?x=%20&y HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static TarnServer serve(RequestHandler handler) {
        return TarnServer.builder(handler).start();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void get_rawTarget_reachesTheHandlerUntouched(boolean nativeTransport) {
        try (TarnServer server = TarnServer.builder(Answers.ECHO)
                        .nativeTransport(nativeTransport)
                        .start();
                RawClient client = RawClient.connect(server.address())) {
            RawClient.Answer answer = client.send(GET).answer();
            assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(answer.text()).isEqualTo("GET /a%2Fb/../c x=%20&y");
            assertThat(answer.header("server")).isEqualTo("Tarn");
            assertThat(answer.header("date")).endsWith(" GMT");
            assertThat(answer.header("connection")).isNull();
        }
    }

    @Test
    void get_manyOnOneConnection_areAnsweredInOrder() {
        try (TarnServer server = serve(Answers.ECHO);
                RawClient client = RawClient.connect(server.address())) {
            StringBuilder pipelined = new StringBuilder();
            for (int index = 0; index < 100; index++) {
                pipelined.append("GET /").append(index).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            client.send(pipelined.toString());
            for (int index = 0; index < 100; index++) {
                assertThat(client.answer().text()).isEqualTo("GET /" + index + " ");
            }
        }
    }

    @Test
    void get_oneByteAtATime_isAnswered() {
        try (TarnServer server = serve(Answers.ECHO);
                RawClient client = RawClient.connect(server.address())) {
            for (byte octet : GET.getBytes(StandardCharsets.ISO_8859_1)) {
                client.send(new byte[] {octet});
            }
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void put_largeBody_comesBackWhole() {
        byte[] body = new byte[5_000_000];
        for (int index = 0; index < body.length; index++) {
            body[index] = (byte) (index * 31 + index / 997);
        }
        try (TarnServer server = serve(Answers.ECHO);
                RawClient client = RawClient.connect(server.address())) {
            client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .send(body);
            assertThat(Arrays.equals(client.answer().body(), body)).isTrue();
            assertThat(client.send(GET).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void put_chunks_comeBackWithoutTheirFrames() {
        try (TarnServer server = serve(Answers.ECHO);
                RawClient client = RawClient.connect(server.address())) {
            client.send("PUT /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nhello\r\n1;name=value\r\n \r\n005\r\nworld\r\n0\r\nX-Trailer: 1\r\n\r\n" + GET);
            assertThat(client.answer().text()).isEqualTo("hello world");
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void put_expectContinue_isToldToGoOnWhenTheHandlerReads() {
        RequestHandler refusing = (head, connection, body, response) -> {
            if (head.rawPath().equals("/no")) {
                Answers.send(response, 403, "no");
            } else {
                Answers.ECHO.handle(head, connection, body, response);
            }
        };
        String head = " HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n";
        try (TarnServer server = serve(refusing);
                RawClient welcome = RawClient.connect(server.address());
                RawClient refused = RawClient.connect(server.address())) {
            RawClient.Answer goOn = welcome.send("PUT /yes" + head).answer();
            assertThat(goOn.statusLine()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(goOn.headers()).isEmpty();
            assertThat(welcome.send("abc").answer().text()).isEqualTo("abc");

            RawClient.Answer no = refused.send("PUT /no" + head).answer();
            assertThat(no.status()).isEqualTo(403);
            assertThat(no.header("connection")).isEqualTo("close");
            assertThat(refused.rest()).isEmpty();
        }
    }

    @Test
    void get_undeclaredLength_comesInChunksAsTheyAreWritten() throws Exception {
        var secondMayCome = new java.util.concurrent.CountDownLatch(1);
        RequestHandler slow = (head, connection, body, response) -> {
            response.begin(new ResponseHead(200, Headers.NONE));
            response.write(ByteBuffer.wrap(new byte[] {'a'}));
            await(secondMayCome);
            response.write(ByteBuffer.wrap(new byte[100_000]));
        };
        try (TarnServer server = serve(slow);
                RawClient client = RawClient.connect(server.address())) {
            client.send(GET);
            assertThat(client.somethingComesWithin(Duration.ofSeconds(10))).isTrue();
            secondMayCome.countDown();
            RawClient.Answer answer = client.answer();
            assertThat(answer.header("transfer-encoding")).isEqualTo("chunked");
            assertThat(answer.body()).hasSize(100_001);
        }
    }

    private static void await(java.util.concurrent.CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Test
    void head_answer_hasNoBodyAndKeepsItsLength() {
        try (TarnServer server = serve(Answers.ECHO);
                RawClient client = RawClient.connect(server.address())) {
            RawClient.Answer answer =
                    client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n").answerToHead();
            assertThat(answer.header("content-length")).isEqualTo("10");
            assertThat(client.send(GET).answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304})
    void answer_withoutBody_saysSoAsItsStatusDemands(int status) {
        RequestHandler empty = (head, connection, body, response) -> response.begin(new ResponseHead(
                status,
                status == 200
                        ? Headers.NONE
                        : Headers.builder()
                                .add("content-length", "5")
                                .add("content-type", "text/plain")
                                .build()));
        try (TarnServer server = serve(empty);
                RawClient client = RawClient.connect(server.address())) {
            RawClient.Answer answer = client.send(GET).answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("content-length")).isEqualTo(status == 200 ? "0" : null);
            assertThat(answer.header("content-type")).isEqualTo(status == 304 ? "text/plain" : null);
            assertThat(client.send(GET).answer().status()).isEqualTo(status);
        }
    }

    @Test
    void handler_throws_answersInternalErrorAndGoesOn() {
        RequestHandler broken = (head, connection, body, response) -> {
            throw new IllegalStateException("planted");
        };
        try (TarnServer server = serve(broken);
                RawClient client = RawClient.connect(server.address())) {
            RawClient.Answer answer = client.send(GET).answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text())
                    .contains("<Code>InternalError</Code>", "<RequestId>" + answer.header("x-amz-request-id"))
                    .doesNotContain("planted");
            assertThat(client.send(GET).answer().status()).isEqualTo(500);
        }
    }

    @Test
    void handler_throwsS3Exception_answersItsDocument() {
        RequestHandler refusing = (head, connection, body, response) -> {
            throw S3Exception.of(ErrorCode.NO_SUCH_BUCKET).with("BucketName", "<b>");
        };
        try (TarnServer server = serve(refusing);
                RawClient client = RawClient.connect(server.address())) {
            RawClient.Answer answer = client.send(GET).answer();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).contains("<BucketName>&lt;b&gt;</BucketName>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "throws", "chunks"})
    void handler_breaksOff_theClientSeesIt(String how) {
        RequestHandler breaking = (head, connection, body, response) -> {
            Headers headers = how.equals("chunks")
                    ? Headers.NONE
                    : Headers.builder().add("content-length", "100000").build();
            response.begin(new ResponseHead(200, headers));
            response.write(ByteBuffer.wrap(new byte[70_000]));
            if (!how.equals("short")) {
                throw new IllegalStateException("planted");
            }
        };
        try (TarnServer server = serve(breaking);
                RawClient client = RawClient.connect(server.address())) {
            String all = client.send(GET).rest();
            assertThat(all).startsWith("HTTP/1.1 200 OK").doesNotEndWith("0\r\n\r\n");
        }
    }

    // ABUSE 72, 74
    @Test
    void handler_sendsControlCharacterInHeader_isNotSent() {
        RequestHandler injecting = (head, connection, body, response) -> response.begin(new ResponseHead(
                200, Headers.builder().add("x-amz-meta-a", "b\r\nSet-Cookie: c").build()));
        try (TarnServer server = serve(injecting);
                RawClient client = RawClient.connect(server.address())) {
            RawClient.Answer answer = client.send(GET).answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("set-cookie")).isNull();
        }
    }

    @Test
    void http10_isAnsweredAndClosed() {
        try (TarnServer server = serve(Answers.ECHO);
                RawClient client = RawClient.connect(server.address())) {
            String all = client.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .rest();
            assertThat(all)
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("Connection: close\r\n")
                    .endsWith("GET /a ");
        }
    }

    @Test
    void client_closesItsSide_isStillAnswered() {
        try (TarnServer server = serve(Answers.ECHO);
                RawClient client = RawClient.connect(server.address())) {
            assertThat(client.send(GET).endOutput().rest()).endsWith("GET /a%2Fb/../c x=%20&y");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /b HT", "PUT /b HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab"})
    void client_closesItsSideInASecondRequest_isAnsweredTheFirst(String unfinished) {
        try (TarnServer server = serve(Answers.ECHO);
                RawClient client = RawClient.connect(server.address())) {
            client.send(GET + unfinished).endOutput();
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.rest()).matches("(?s)|HTTP/1.1 400 .*<Code>IncompleteBody</Code>.*");
        }
    }
}
