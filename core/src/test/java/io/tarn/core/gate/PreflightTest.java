package io.tarn.core.gate;

import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser's preflight where no bucket has CORS rules. It carries no signature and needs none. */
class PreflightTest {
    private final S3 s3 = S3.open();

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
        s3.put("/lake/key", "hello");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private Recorded preflight(String target, String... fields) {
        RawClient client = s3.request("OPTIONS " + target, fields);
        return s3.send(Unsigned.of(client), new BytesBody(new byte[0], true));
    }

    // BEHAVIOURS 36
    @ParameterizedTest
    @ValueSource(strings = {"/lake", "/lake/key", "/none"})
    void options_noOrigin_isInsufficient(String target) {
        Recorded refused = preflight(target);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document())
                .isEqualTo(error("BadRequest", "Insufficient information. Origin request header needed."));
    }

    // BEHAVIOURS 36
    @ParameterizedTest
    @CsvSource({
        "/lake, CORS is not enabled for this bucket.",
        "/lake/key, CORS is not enabled for this bucket.",
        "/lake/none, CORS is not enabled for this bucket.",
        "/none, Bucket not found",
        "/none/key, Bucket not found"
    })
    void options_noRules_isForbidden(String target, String message) {
        for (String method : new String[] {"PUT", "OPTIONS"}) {
            String[] fields = method.equals("PUT")
                    ? new String[] {"origin", "http://a", "access-control-request-method", method}
                    : new String[] {"origin", "http://a"};
            Recorded refused = preflight(target, fields);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.document())
                    .isEqualTo(error(
                            "AccessForbidden", "CORSResponse: " + message, "Method", method, "ResourceType", "BUCKET"));
        }
    }

    // ABUSE 80
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "http://",
                "://",
                "http://[::1",
                "a\u0001b",
                "\u20AC",
                "%00%ff",
                "http://a, http://b"
            })
    void options_anyOrigin_isRefusedAndNotReflected(String origin) {
        Recorded refused = preflight("/lake", "origin", origin, "access-control-request-method", "GET");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.names()).noneMatch(name -> name.startsWith("access-control-"));
    }

    // ABUSE 78
    @Test
    void realRequest_withOrigin_isAnsweredWithoutCorsHeaders() {
        Recorded read = s3.ask("GET /lake/key", "origin", "http://a");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.names()).noneMatch(name -> name.startsWith("access-control-"));
    }
}
