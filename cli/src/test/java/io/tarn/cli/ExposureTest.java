package io.tarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.cli.Assembly.Running;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a whole server shows to those who ask for what is not theirs. */
final class ExposureTest {
    private static final RootKey KEY = new RootKey("somebody", "kept-between-us-1234567890");
    private static final byte[] NONE = new byte[0];
    private static final String DOCUMENT_TYPE =
            "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Delete>&e;</Delete>";

    @TempDir
    private Path directory = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();
    private Running running = new Fixture.Idle();
    private String endpoint = "";
    private String admin = "";

    @BeforeEach
    void start() {
        Settings settings = Settings.of(List.of(Settings.ofEnvironment(Map.of(
                "TARN_DATA", directory.resolve("data").toString(),
                "TARN_ADDRESS", "127.0.0.1:0",
                "TARN_ADMIN_ADDRESS", "127.0.0.1:0",
                "TARN_DURABILITY", "relaxed",
                "TARN_BUCKETS", "lake"))));
        ServeOptions options = ServeOptions.of(settings);
        running = new LocalAssembly(Clock.systemUTC(), new SecureRandom(), "")
                .start(options, KEY, MasterKeySource.of(settings, options.data()));
        endpoint = "http://" + ClientLines.place(running.address());
        admin = "http://" + ClientLines.place(running.adminAddress());
    }

    @AfterEach
    void stop() {
        running.close();
        http.close();
    }

    private HttpResponse<String> send(String method, String path, byte[] body) throws Exception {
        return new SignedClient(http, endpoint, "us-east-1", KEY, Clock.systemUTC()).send(method, path, Map.of(), body);
    }

    private void assertTellsNothing(HttpResponse<String> response) {
        assertThat(response.body() + response.headers().map())
                .doesNotContain(KEY.secret())
                .doesNotContain(directory.toString())
                .doesNotContain("root:x:")
                .doesNotContain("io.tarn", "java.");
    }

    // ABUSE 46
    @ParameterizedTest
    @ValueSource(
            strings = {"/health/live", "/metrics", "/debug/pprof", "/profile", "/actuator/env", "/minio/v2/health"})
    void s3Address_operatorsPages_areOrdinaryBuckets(String path) throws Exception {
        HttpResponse<String> response = SignedClient.plain(http, endpoint + path);
        assertThat(response.statusCode()).isIn(403, 404);
        assertThat(response.body()).contains("<Error>", "<RequestId>");
        assertTellsNothing(response);
    }

    // ABUSE 95
    @ParameterizedTest
    @ValueSource(strings = {"/env", "/config", "/debug/pprof", "/actuator/env", "/health", "/health/ready/../../env"})
    void adminAddress_otherPages_areNotThere(String path) throws Exception {
        HttpResponse<String> response = SignedClient.plain(http, admin + path);
        assertThat(response.statusCode()).isIn(400, 404);
        assertTellsNothing(response);
    }

    // ABUSE 48, 95
    @Test
    void adminAddress_operationsUnsigned_areRefused() throws Exception {
        HttpResponse<String> response = SignedClient.plain(http, admin + "/?Action=ListAccounts");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("MissingAuthenticationToken").doesNotContain(KEY.accessKey());
    }

    // ABUSE 95
    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
    void adminAddress_itsPages_echoNoSettings(String path) throws Exception {
        HttpResponse<String> response = SignedClient.plain(http, admin + path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertTellsNothing(response);
    }

    // ABUSE 67
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lake/none",
                "/lake/../../etc/passwd",
                "/lake/%2e%2e/%2e%2e/etc/passwd",
                "/lake/%00",
                "/none/key",
                "/lake/FORMAT",
                "/lake/%5C..%5Cetc"
            })
    void errors_anyPath_tellNothingOfTheServer(String path) throws Exception {
        HttpResponse<String> response = send("GET", path, NONE);
        assertThat(response.statusCode()).isBetween(400, 499);
        assertTellsNothing(response);
    }

    // ABUSE 67, 68
    @Test
    void documentType_isRefusedUnread() throws Exception {
        HttpResponse<String> response = new SignedClient(http, endpoint, "us-east-1", KEY, Clock.systemUTC())
                .send("POST", "/lake", Map.of("delete", ""), DOCUMENT_TYPE.getBytes(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).isEqualTo(400);
        assertTellsNothing(response);
    }

    // ABUSE 71
    @Test
    void key_encodedDifferently_isOneKey() throws Exception {
        assertThat(send("PUT", "/lake/a/b", "content".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/lake/a%2Fb", NONE).body()).isEqualTo("content");
        assertThat(send("GET", "/lake/a%252Fb", NONE).statusCode()).isEqualTo(404);
        assertThat(send("GET", "/lake//a/b", NONE).statusCode()).isEqualTo(404);
    }

    // ABUSE 78, 80
    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "null", "*", "://", "http://[", "é", "%00", "a,b", "http://a b"})
    void origin_anything_getsNoPermissionAndHarmsNothing(String origin) throws Exception {
        String sent = new String(origin.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/lake/key"))
                .header("Origin", sent)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isIn(400, 403);
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        assertThat(send("GET", "/", NONE).statusCode()).isEqualTo(200);
    }

    // BEHAVIOURS 36
    // ERRORS 84
    @Test
    void preflight_noRules_isRefusedAsAwsDoes() throws Exception {
        HttpRequest.Builder asked = HttpRequest.newBuilder(URI.create(endpoint + "/lake/key"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> anonymous = http.send(asked.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(anonymous.statusCode()).isEqualTo(400);
        assertThat(anonymous.body()).contains("Insufficient information. Origin request header needed.");
        HttpRequest preflight = asked.header("Origin", "https://example.com")
                .header("Access-Control-Request-Method", "PUT")
                .build();
        HttpResponse<String> refused = http.send(preflight, HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("<Code>AccessForbidden</Code>", "CORSResponse: CORS is not enabled for this bucket.")
                .contains("<Method>PUT</Method>", "<ResourceType>BUCKET</ResourceType>");
    }
}
