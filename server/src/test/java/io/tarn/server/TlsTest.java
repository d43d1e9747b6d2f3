package io.tarn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.OpenSsl;
import io.tarn.core.RequestHandler;
import io.tarn.server.http.EdgeLimits;
import io.tarn.server.tls.PemFiles;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same server over TLS. */
final class TlsTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @TempDir
    private static Path directory;

    private static Certificates first;
    private static Certificates second;

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = Certificates.make(directory, "first");
        second = Certificates.make(directory, "second");
    }

    private static RawClient connect(SSLContext context, InetSocketAddress address) throws Exception {
        Socket plain = new Socket(address.getAddress(), address.getPort());
        SSLSocket secure =
                (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", address.getPort(), true);
        secure.startHandshake();
        return RawClient.over(secure);
    }

    @Test
    void nativeTls_isThere() {
        assertThat(OpenSsl.isAvailable())
                .as("%s", OpenSsl.unavailabilityCause())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void put_largeBody_comesBackOverTls(boolean nativeTls, boolean nativeTransport) throws Exception {
        Path chain = directory.resolve("chain.pem");
        Path key = directory.resolve("key.pem");
        first.write(chain, key);
        RequestHandler handler = (head, connection, body, response) -> {
            assertThat(connection.secure()).isTrue();
            assertThat(connection.tlsVersion()).isEqualTo("1.3");
            Answers.ECHO.handle(head, connection, body, response);
        };
        byte[] body = new byte[3_000_000];
        Arrays.setAll(new int[body.length], index -> body[index] = (byte) (index / 7));
        try (TarnServer server = TarnServer.builder(handler)
                        .tls(PemFiles.open(chain, key, nativeTls))
                        .nativeTransport(nativeTransport)
                        .start();
                RawClient client = connect(first.trusting(), server.address())) {
            client.send("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .send(body);
            assertThat(Arrays.equals(client.answer().body(), body)).isTrue();
            assertThat(client.send(GET).answer().text()).isEqualTo("GET /a ");
            assertThat(client.send("BROKEN\r\n\r\n").rest()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void plainBytes_onTlsPort_closeTheConnection() {
        first.writeUnchecked(directory.resolve("c.pem"), directory.resolve("k.pem"));
        try (TarnServer server = TarnServer.builder(Answers.ECHO)
                        .tls(PemFiles.open(directory.resolve("c.pem"), directory.resolve("k.pem")))
                        .start();
                RawClient client = RawClient.connect(server.address())) {
            assertThat(client.send(GET).rest()).doesNotContain("HTTP");
        }
    }

    // ABUSE 90
    @Test
    void handshake_neverFinished_isCutOff() {
        first.writeUnchecked(directory.resolve("c.pem"), directory.resolve("k.pem"));
        try (TarnServer server = TarnServer.builder(Answers.ECHO)
                        .tls(PemFiles.open(directory.resolve("c.pem"), directory.resolve("k.pem")))
                        .limits(EdgeLimits.builder()
                                .headTime(Duration.ofMillis(200))
                                .build())
                        .start();
                RawClient client = RawClient.connect(server.address())) {
            assertThat(client.rest()).doesNotContain("HTTP");
        }
    }

    @Test
    void files_replaced_newConnectionsGetTheNewCertificate() throws Exception {
        Path chain = directory.resolve("turning-chain.pem");
        Path key = directory.resolve("turning-key.pem");
        first.write(chain, key);
        PemFiles files = PemFiles.open(chain, key);
        try (TarnServer server = TarnServer.builder(Answers.ECHO).tls(files).start();
                RawClient old = connect(first.trusting(), server.address())) {
            second.write(chain, key);
            assertThat(files.reloadIfChanged()).as("not yet at rest").isFalse();
            assertThat(files.reloadIfChanged()).isTrue();
            assertThat(files.reloadIfChanged()).isFalse();
            try (RawClient client = connect(second.trusting(), server.address())) {
                assertThat(client.send(GET).answer().status()).isEqualTo(200);
            }
            assertThatThrownBy(() -> connect(first.trusting(), server.address()))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(old.send(GET).answer().status()).isEqualTo(200);

            Files.writeString(chain, "rubbish");
            assertThat(files.reloadIfChanged()).isFalse();
            assertThat(files.reloadIfChanged()).isFalse();
            try (RawClient client = connect(second.trusting(), server.address())) {
                assertThat(client.send(GET).answer().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void files_replaced_areNoticedByTheServerItself() throws Exception {
        Path chain = directory.resolve("watched-chain.pem");
        Path key = directory.resolve("watched-key.pem");
        first.write(chain, key);
        PemFiles files = PemFiles.open(chain, key);
        Object before = files.get();
        try (TarnServer server = TarnServer.builder(Answers.ECHO)
                .tls(files)
                .certificateCheck(Duration.ofMillis(20))
                .start()) {
            assertThat(server.adminAddress()).isNull();
            second.write(chain, key);
            Eventually.holds(() -> !files.get().equals(before));
        }
    }

    @Test
    void files_unusable_areNamed() {
        Path none = directory.resolve("none.pem");
        assertThatThrownBy(() -> PemFiles.open(none, none))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.pem");
    }
}
