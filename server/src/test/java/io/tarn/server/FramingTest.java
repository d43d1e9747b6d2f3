package io.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.S3Exception;
import io.tarn.core.RequestHandler;
import io.tarn.server.http.EdgeLimits;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that two parsers could read in two ways. Whatever is wrong in the head never reaches the handler; whatever is
 * wrong in the body ends it with an error; in both cases nothing after it is read as a request.
 */
final class FramingTest {
    /** Would be the smuggled request if the one before it were misread. */
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final String CHUNKED = "PUT /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static final AtomicInteger handled = new AtomicInteger();
    private static final Queue<String> targets = new ConcurrentLinkedQueue<>();
    private static final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private static TarnServer server;

    @BeforeAll
    static void start() {
        RequestHandler counting = (head, connection, body, response) -> {
            handled.incrementAndGet();
            targets.add(head.rawPath());
            bodies.add("cut off");
            Answers.readAll(body);
            bodies.remove("cut off");
            bodies.add("whole");
            Answers.send(response, 200, "ok");
        };
        server = TarnServer.builder(counting).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        handled.set(0);
        targets.clear();
        bodies.clear();
    }

    static Stream<String> malformedHeads() {
        return Stream.of(malformedLengths(), malformedFields(), malformedLines())
                .flatMap(heads -> heads);
    }

    private static Stream<String> malformedLengths() {
        String put = "PUT /a HTTP/1.1\r\nHost: a\r\n";
        return Stream.of(
                // Two lengths, or a length and chunks.
                put + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
                put + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
                put + "Content-Length: 3, 3\r\n\r\nabc",
                put + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                put + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                // Lengths that are none.
                put + "Content-Length: -1\r\n\r\n",
                put + "Content-Length: +3\r\n\r\nabc",
                put + "Content-Length: 0x3\r\n\r\nabc",
                put + "Content-Length: 3 3\r\n\r\nabc",
                put + "Content-Length: 3.0\r\n\r\nabc",
                put + "Content-Length: garbage\r\n\r\n",
                put + "Content-Length:\r\n\r\n",
                put + "Content-Length: 9223372036854775808\r\n\r\n",
                put + "Content-Length: 99999999999999999999999999\r\n\r\n",
                // Codings that are not exactly one "chunked".
                put + "Transfer-Encoding: identity\r\n\r\n",
                put + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                put + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                put + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                put + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                put + "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
                put + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
                put + "Transfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n",
                put + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                put + "Transfer-Encoding:\r\n\r\n",
                "PUT /a HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    }

    private static Stream<String> malformedFields() {
        String get = "GET /a HTTP/1.1\r\nHost: a\r\n";
        return Stream.of(
                get + "X: a\nY: b\r\n\r\n",
                get + "X: a\rY: b\r\n\r\n",
                get + "X: a\r\n folded\r\n\r\n",
                get + "X: a\r\n\tfolded\r\n\r\n",
                "GET /a HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n",
                get + "X : a\r\n\r\n",
                get + "Content-Length : 3\r\n\r\nabc",
                get + "X\t: a\r\n\r\n",
                get + ": a\r\n\r\n",
                get + "no colon\r\n\r\n",
                get + "X: a\u0000b\r\n\r\n",
                get + "X\u0000: a\r\n\r\n",
                get + "X: a\u0001b\r\n\r\n",
                get + "X: a\u007fb\r\n\r\n",
                get + "X\u00e4: a\r\n\r\n",
                get + "X(y): a\r\n\r\n",
                // The end of a head with LF alone.
                "GET /a HTTP/1.1\nHost: a\n\n",
                get + "\n");
    }

    private static Stream<String> malformedLines() {
        return Stream.of(
                "GET /a\r\n\r\n",
                "GET /a HTTP/0.9\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET  /a HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET\t/a\tHTTP/1.1\r\nHost: a\r\n\r\n",
                " GET /a HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a HTTP/1.1 \r\nHost: a\r\n\r\n",
                "GET /a http/1.1\r\nHost: a\r\n\r\n",
                "GET /a HTTP/1.12\r\nHost: a\r\n\r\n",
                "GET /a\u0000 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n",
                "G\u0000T /a HTTP/1.1\r\nHost: a\r\n\r\n",
                "G(T /a HTTP/1.1\r\nHost: a\r\n\r\n",
                "M".repeat(33) + " /a HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET a HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://b/a HTTP/1.1\r\nHost: a\r\n\r\n",
                "\r\n\r\n\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n",
                // Hosts.
                "GET /a HTTP/1.1\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost:\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a,b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: u@a\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n");
    }

    // ABUSE 87, 94, 101, 103
    // ERRORS 23, 105
    @ParameterizedTest
    @MethodSource("malformedHeads")
    void head_malformed_isRefusedPlainlyAndClosed(String message) {
        try (RawClient client = RawClient.connect(server.address())) {
            String all = client.send(message + SMUGGLED).rest();
            assertThat(all)
                    .matches("(?s)HTTP/1.1 (400 Bad Request|505 .*?)\r\n.*")
                    .contains("Connection: close\r\n");
            assertThat(all.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
        }
        assertThat(handled).hasValue(0);
    }

    static Stream<String> malformedChunks() {
        return Stream.of(
                // LF or CR alone.
                "3\nabc\r\n0\r\n\r\n",
                "3\rabc\r\n0\r\n\r\n",
                "3\r\nabc\n0\r\n\r\n",
                "3\r\nabc\r0\r\n\r\n",
                "3\r\nabc0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "0\n\n",
                "0\r\n\n",
                "0\r\nX: a\n\r\n",
                // Sizes.
                "\r\n\r\n",
                "-1\r\nabc\r\n",
                "+3\r\nabc\r\n0\r\n\r\n",
                "0x3\r\nabc\r\n0\r\n\r\n",
                " 3\r\nabc\r\n0\r\n\r\n",
                "3 \r\nabc\r\n0\r\n\r\n",
                "3_0\r\nabc\r\n0\r\n\r\n",
                "g\r\nabc\r\n0\r\n\r\n",
                "10000000000000003\r\nabc\r\n0\r\n\r\n",
                "ffffffffffffffff\r\nabc\r\n0\r\n\r\n",
                "7fffffffffffffff\r\nabc\r\n0\r\n\r\n",
                "100000003".repeat(3) + "\r\nabc\r\n0\r\n\r\n",
                // Extensions, among them the quoted ones that parsers have tripped over.
                "3;\r\nabc\r\n0\r\n\r\n",
                "3;a=\r\nabc\r\n0\r\n\r\n",
                "3;=b\r\nabc\r\n0\r\n\r\n",
                "3;a=b=c;\r\nabc\r\n0\r\n\r\n",
                "3;a=\"b\"\r\nabc\r\n0\r\n\r\n",
                "3;a=\"\r\nabc\r\n0\r\n\r\n\"",
                "3;a=\"\r\n\"\r\nabc\r\n0\r\n\r\n",
                "3;\"\r\nabc\r\n0\r\n\r\n",
                "3;\n\r\nabc\r\n0\r\n\r\n",
                "3;\nx\r\nabc\r\n0\r\n\r\n",
                "3;a\nb\r\nabc\r\n0\r\n\r\n",
                "3;\rx\r\nabc\r\n0\r\n\r\n",
                "3;a\rb\r\nabc\r\n0\r\n\r\n",
                "3;a\u0000\r\nabc\r\n0\r\n\r\n",
                "3 ;a\r\nabc\r\n0\r\n\r\n",
                "3; a\r\nabc\r\n0\r\n\r\n",
                "3;" + "a".repeat(300) + "\r\nabc\r\n0\r\n\r\n",
                // Trailers.
                "0\r\n folded: a\r\n\r\n",
                "0\r\nX : a\r\n\r\n",
                "0\r\nX\r\n\r\n",
                "0\r\nX: a\u0000\r\n\r\n",
                "0\r\nX: " + "a".repeat(5_000) + "\r\n\r\n");
    }

    // ABUSE 101, 102, 103, 104
    // ERRORS 105
    @ParameterizedTest
    @MethodSource("malformedChunks")
    void chunk_malformed_endsTheBodyWithAnErrorAndTheConnection(String chunks) {
        try (RawClient client = RawClient.connect(server.address())) {
            String all = client.send(CHUNKED + chunks + SMUGGLED).rest();
            assertThat(all).startsWith("HTTP/1.1 400 Bad Request\r\n").contains("Connection: close\r\n");
            assertThat(all.split("HTTP/1.1 ", -1)).as("one answer").hasSize(2);
        }
        assertThat(targets).containsExactly("/a");
        assertThat(bodies).containsExactly("cut off");
    }

    // ABUSE 104
    // ERRORS 24
    @ParameterizedTest
    @MethodSource("truncated")
    void body_truncated_isIncomplete(String message) {
        try (RawClient client = RawClient.connect(server.address())) {
            String all = client.send(message).endOutput().rest();
            assertThat(all)
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .contains("<Code>IncompleteBody</Code>", "Connection: close\r\n");
        }
        assertThat(bodies).containsExactly("cut off");
    }

    static Stream<String> truncated() {
        return Stream.of(
                "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab",
                "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n",
                CHUNKED,
                CHUNKED + "3\r\nab",
                CHUNKED + "3\r\nabc\r\n",
                CHUNKED + "3\r\nabc\r\n0\r\n",
                CHUNKED + "3\r\nabc\r\n0\r\nX: a\r\n");
    }

    @Test
    void head_wellFormedButUnusual_isTaken() {
        String[] messages = {
            "\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET http://A:9000/a HTTP/1.1\r\nHost: a:9000\r\n\r\n",
            "GET http://a?b HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /?a|b\"<>^`{}\\# HTTP/1.1\r\nHost: [::1]:9000\r\n\r\n",
            "GET /a HTTP/1.1\r\nhOsT:\t a \t\r\nX:\r\nY:  \r\nX: caf\u00e9\r\n\r\n",
            "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0003\r\n\r\nabc",
            CHUNKED + "00A;a=b;c\r\n0123456789\r\n1;x\r\n\r\r\n000;last=1\r\nX: \tb\r\nY:\r\n\r\n",
        };
        try (RawClient client = RawClient.connect(server.address())) {
            for (String message : messages) {
                assertThat(client.send(message).answer().status()).as(message).isEqualTo(200);
            }
        }
        assertThat(handled).hasValue(messages.length);
    }

    @Test
    void expectation_unknown_isRefused() {
        try (RawClient client = RawClient.connect(server.address())) {
            assertThat(client.send("GET /a HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n")
                            .rest())
                    .startsWith("HTTP/1.1 417 ");
        }
    }

    // ERRORS 15
    @Test
    void headers_tooLargeOrTooMany_areRefusedWithTheirCode() {
        String large = "X: " + "a".repeat(EdgeLimits.DEFAULTS.headerBytesMax()) + "\r\n\r\n";
        String many = "X: a\r\n".repeat(EdgeLimits.DEFAULTS.headersMax()) + "\r\n";
        String endless = "X".repeat(EdgeLimits.DEFAULTS.headerBytesMax() + 1);
        for (String fields : new String[] {large, many, endless}) {
            try (RawClient client = RawClient.connect(server.address())) {
                RawClient.Answer answer =
                        client.send("GET /a HTTP/1.1\r\nHost: a\r\n" + fields).answer();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text())
                        .contains("<Code>RequestHeaderSectionTooLarge</Code>", "<MaxSizeAllowed>8192</MaxSizeAllowed>");
                assertThat(client.rest()).isEmpty();
            }
        }
        assertThat(handled).hasValue(0);
    }

    @Test
    void requestLine_tooLong_isRefused() {
        String longTarget = "/" + "a".repeat(EdgeLimits.DEFAULTS.requestLineBytesMax());
        try (RawClient client = RawClient.connect(server.address())) {
            assertThat(client.send("GET " + longTarget).rest()).startsWith("HTTP/1.1 414 URI Too Long\r\n");
        }
    }

    /** Bytes that were signed come to the handler as the text that was signed. */
    @Test
    void header_notAscii_isReadAsUtf8OrByteByByte() {
        Queue<String> values = new ConcurrentLinkedQueue<>();
        RequestHandler reading = (head, connection, body, response) -> {
            values.addAll(head.headers().all("x-amz-meta-a"));
            throw S3Exception.of(io.tarn.api.error.ErrorCode.ACCESS_DENIED);
        };
        try (TarnServer own = TarnServer.builder(reading).start();
                RawClient client = RawClient.connect(own.address())) {
            client.send("GET /a HTTP/1.1\r\nHost: a\r\nx-amz-meta-a: \u00c3\u00a9\r\nX-Amz-Meta-A: \u00e9\r\n\r\n")
                    .answer();
        }
        assertThat(values).containsExactly("\u00e9", "\u00e9");
    }
}
