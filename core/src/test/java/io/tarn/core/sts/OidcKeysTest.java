package io.tarn.core.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tarn.api.query.QueryException;
import io.tarn.core.access.GrantSource;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys fetched from a real server over TLS. */
final class OidcKeysTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path directory = Path.of("");

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final OidcKeys keys = new OidcKeys(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private HttpsServer server = unset();
    private String thumbprint = "";
    private String url = "";

    @SuppressWarnings("NullAway")
    private static HttpsServer unset() {
        return null;
    }

    @BeforeEach
    void serve() throws Exception {
        Path store = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=idp",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD);
        }
        byte[] certificate = loaded.getCertificate("server").getEncoded();
        thumbprint = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(loaded, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", this::answer);
        server.start();
        url = "127.0.0.1:" + server.getAddress().getPort() + "/realm";
        pages.put(
                "/realm/.well-known/openid-configuration",
                "{\"issuer\":\"https://%s\",\"jwks_uri\":\"https://%s/keys\"}".formatted(url, url));
        pages.put("/realm/keys", "{\"keys\":[" + key("one") + "," + key("two") + "]}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws java.io.IOException {
        asked.incrementAndGet();
        String page = pages.get(exchange.getRequestURI().getPath());
        byte[] body = String.valueOf(page).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String key(String id) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
                .formatted(
                        id,
                        base64.encodeToString(key.getModulus().toByteArray()),
                        base64.encodeToString(key.getPublicExponent().toByteArray()));
    }

    private GrantSource.Provider provider(String print) {
        return new GrantSource.Provider("arn", url, List.of("tarn"), List.of(print));
    }

    @Test
    void find_pinnedServer_givesItsKeysAndRemembersThem() {
        assertThat(keys.find(provider(thumbprint), "one")).isNotNull();
        assertThat(keys.find(provider(thumbprint), "two")).isNotNull();
        assertThat(keys.find(provider(thumbprint), "three")).isNull();
        assertThat(keys.find(provider(thumbprint), null)).isNull();
        assertThat(asked).hasValue(2);
    }

    // ABUSE 15
    @Test
    void find_serverNobodyVouchesFor_isNotBelieved() {
        assertRefused(provider("0".repeat(40)));
        assertThat(asked).hasValue(0);
    }

    @Test
    void find_answersThatAreNotAsTheyShould_areRefusedAndNotAskedForAgainAtOnce() {
        pages.put("/realm/.well-known/openid-configuration", "{\"issuer\":\"https://other\"}");
        assertRefused(provider(thumbprint));
        assertRefused(provider(thumbprint));
        assertThat(asked).hasValue(1);
    }

    @Test
    void find_keysOverPlainHttpOrTooLong_areRefused() {
        pages.put(
                "/realm/.well-known/openid-configuration",
                "{\"issuer\":\"https://%s\",\"jwks_uri\":\"http://%s/keys\"}".formatted(url, url));
        assertRefused(provider(thumbprint));
        pages.put(
                "/realm/.well-known/openid-configuration",
                "{\"issuer\":\"https://%s\",\"jwks_uri\":\"https://%s/keys\"}".formatted(url, url));
        pages.put("/realm/keys", " ".repeat(300 * 1024));
        OidcKeys fresh = new OidcKeys(Clock.systemUTC());
        assertThatThrownBy(() -> fresh.find(provider(thumbprint), "one")).isInstanceOf(QueryException.class);
    }

    private void assertRefused(GrantSource.Provider provider) {
        assertThatThrownBy(() -> keys.find(provider, "one"))
                .isInstanceOfSatisfying(
                        QueryException.class,
                        refusal -> assertThat(refusal.error().code()).isEqualTo("IDPCommunicationError"));
    }
}
