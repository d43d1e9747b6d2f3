package io.tarn.core.gate;

import static io.tarn.core.fixture.Xml.NAMESPACE;
import static io.tarn.core.fixture.Xml.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.fixture.BytesBody;
import io.tarn.core.fixture.PostForm;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CORS on a bucket that has rules: put and read, preflights, and what actual answers tell. */
class CrossOriginTest {
    private static final String VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";
    private static final String RULES = """
            <CORSConfiguration><CORSRule><ID>one</ID><AllowedOrigin>https://a.example</AllowedOrigin>\
            <AllowedOrigin>https://*.b.example</AllowedOrigin><AllowedOrigin>null</AllowedOrigin>\
            <AllowedMethod>PUT</AllowedMethod><AllowedMethod>POST</AllowedMethod><AllowedHeader>Content-Type</AllowedHeader>\
            <AllowedHeader>X-Amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-amz-meta-a</ExposeHeader>\
            <MaxAgeSeconds>600</MaxAgeSeconds></CORSRule><CORSRule><AllowedOrigin>*</AllowedOrigin>\
            <AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>""";
    private static final String FORBIDDEN =
            "CORSResponse: This CORS request is not allowed. This is usually because the"
                    + " evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are"
                    + " not whitelisted by the resource's CORS spec.";

    private final S3 s3 = S3.open();

    @BeforeEach
    void bucket() {
        s3.bucket("lake");
        s3.put("/lake/key", "hello");
        Recorded put = s3.tell("PUT /lake?cors", RULES);
        assertThat(put.status()).as(put.text()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private Recorded preflight(String target, String origin, String method, String... more) {
        String[] fields = new String[more.length + 4];
        System.arraycopy(more, 0, fields, 4, more.length);
        fields[0] = "origin";
        fields[1] = origin;
        fields[2] = "access-control-request-method";
        fields[3] = method;
        return s3.send(Unsigned.of(s3.request("OPTIONS " + target, fields)), new BytesBody(new byte[0], true));
    }

    private static List<String> told(Recorded answer) {
        return answer.names().stream()
                .filter(name -> name.startsWith("access-control-") || name.equals("vary"))
                .map(name -> name + ": " + answer.header(name))
                .toList();
    }

    @Test
    void get_whatWasPut_comesBackInOrder() {
        assertThat(s3.ask("GET /lake?cors").document())
                .isEqualTo(
                        "<CORSConfiguration" + NAMESPACE + "><CORSRule><ID>one</ID>"
                                + "<AllowedHeader>Content-Type</AllowedHeader><AllowedHeader>X-Amz-*</AllowedHeader>"
                                + "<AllowedMethod>PUT</AllowedMethod><AllowedMethod>POST</AllowedMethod>"
                                + "<AllowedOrigin>https://a.example</AllowedOrigin><AllowedOrigin>https://*.b.example</AllowedOrigin>"
                                + "<AllowedOrigin>null</AllowedOrigin><ExposeHeader>ETag</ExposeHeader>"
                                + "<ExposeHeader>x-amz-meta-a</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds></CORSRule><CORSRule>"
                                + "<AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>");
    }

    @Test
    void delete_takesEffectAtOnce() {
        assertThat(s3.ask("DELETE /lake?cors").status()).isEqualTo(204);
        assertThat(s3.ask("DELETE /lake?cors").status()).isEqualTo(204);
        assertThat(s3.ask("GET /lake?cors").code()).isEqualTo("NoSuchCORSConfiguration");
        assertThat(preflight("/lake/key", "https://a.example", "PUT").status()).isEqualTo(403);
        assertThat(told(s3.ask("GET /lake/key", "origin", "https://a.example"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example", "https://x.b.example", "https://x.y.b.example", "null"})
    void options_allowed_tellsTheRule(String origin) {
        Recorded answer = preflight(
                "/lake/key", origin, "PUT", "access-control-request-headers", "content-type,  X-AMZ-Date,x-amz-meta-a");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo("0");
        assertThat(told(answer))
                .containsExactly(
                        "access-control-allow-credentials: true",
                        "access-control-allow-headers: content-type, x-amz-date, x-amz-meta-a",
                        "access-control-allow-methods: PUT, POST",
                        "access-control-allow-origin: " + origin,
                        "access-control-expose-headers: ETag, x-amz-meta-a",
                        "access-control-max-age: 600",
                        "vary: " + VARY);
    }

    // ABUSE 78
    @Test
    void options_anyOrigin_hasNoCredentials() {
        assertThat(told(preflight("/lake", "https://a.example", "GET")))
                .containsExactly(
                        "access-control-allow-methods: GET", "access-control-allow-origin: *", "vary: " + VARY);
    }

    // ERRORS 84
    @ParameterizedTest
    @CsvSource({
        "/lake/key, https://c.example, PUT, '', OBJECT",
        "/lake, https://a.example, DELETE, '', BUCKET",
        "/lake, https://a.example, put, '', BUCKET",
        "/lake, https://A.example, PUT, '', BUCKET",
        "/lake, https://a.example.evil, PUT, '', BUCKET",
        "/lake, https://b.example, PUT, '', BUCKET",
        "/lake, https://xb.example, PUT, '', BUCKET",
        "/lake, https://.b.example.c, PUT, '', BUCKET",
        "/lake/key, https://a.example, PUT, authorization, OBJECT",
        "/lake/key, https://a.example, PUT, 'content-type,range', OBJECT",
        "/lake/key, https://c.example, GET, range, OBJECT"
    })
    void options_notAllowed_isForbidden(String target, String origin, String method, String headers, String resource) {
        Recorded refused = preflight(target, origin, method, "access-control-request-headers", headers);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.document())
                .isEqualTo(error("AccessForbidden", FORBIDDEN, "Method", method, "ResourceType", resource));
        assertThat(told(refused)).isEmpty();
    }

    // ABUSE 80
    @ParameterizedTest
    @ValueSource(strings = {"", "https://a\u0001.b.example", "https://\u20AC.b.example", "https://a .b.example"})
    void options_oddOrigin_isNeverReflected(String origin) {
        Recorded refused = preflight("/lake", origin, "PUT");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(told(refused)).isEmpty();
    }

    @Test
    void options_longOrigin_isNotReflected() {
        assertThat(preflight("/lake", "https://" + "a".repeat(600) + ".b.example", "PUT")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void actual_allowed_tellsTheRuleButNoHeaders() {
        Recorded put = s3.tell("PUT /lake/other", "x", "origin", "https://a.example");
        assertThat(put.status()).isEqualTo(200);
        assertThat(told(put))
                .containsExactly(
                        "access-control-allow-credentials: true",
                        "access-control-allow-methods: PUT, POST",
                        "access-control-allow-origin: https://a.example",
                        "access-control-expose-headers: ETag, x-amz-meta-a",
                        "access-control-max-age: 600",
                        "vary: " + VARY);
    }

    /** Browsers hide from a page why a request failed, unless the refusal allows the page to read it. */
    @Test
    void actual_refused_tellsTheRuleToo() {
        Recorded missing = s3.ask("GET /lake/none", "origin", "https://a.example");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("access-control-allow-origin")).isEqualTo("*");
        Recorded nobody = s3.send(
                Unsigned.of(s3.request("GET /lake/key", "origin", "https://a.example")),
                new BytesBody(new byte[0], true));
        assertThat(nobody.status()).isEqualTo(403);
        assertThat(nobody.header("access-control-allow-origin")).isEqualTo("*");
    }

    @Test
    void actual_form_tellsTheRule() {
        Recorded posted =
                PostForm.signed("lake", "k", "x").header("origin", "null").to(s3, "/lake");
        assertThat(posted.status()).isEqualTo(204);
        assertThat(posted.header("access-control-allow-origin")).isEqualTo("null");
    }

    /** Rules are for browsers: who is not allowed to read the answer is answered all the same. */
    @ParameterizedTest
    @CsvSource({
        "PUT /lake/key, https://c.example",
        "HEAD /lake/key, https://a.example",
        "DELETE /lake/key, https://a.example"
    })
    void actual_notAllowed_isDoneAndTellsNothing(String line, String origin) {
        Recorded answer =
                line.startsWith("PUT") ? s3.tell(line, "x", "origin", origin) : s3.ask(line, "origin", origin);
        assertThat(answer.status()).isLessThan(300);
        assertThat(told(answer)).isEmpty();
    }

    @Test
    void actual_withoutOrigin_tellsNothing() {
        assertThat(told(s3.get("/lake/key"))).isEmpty();
    }

    // ERRORS 83
    // ABUSE 72
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<AllowedMethod>PATCH</AllowedMethod>|Found unsupported HTTP method in CORS config. Unsupported method is PATCH",
                "<AllowedMethod>get</AllowedMethod>|Found unsupported HTTP method in CORS config. Unsupported method is get",
                "<AllowedOrigin>*.a.*</AllowedOrigin>|AllowedOrigin \"*.a.*\" can not have more than one wildcard.",
                "<AllowedHeader>x-*-*</AllowedHeader>|AllowedHeader \"x-*-*\" can not have more than one wildcard.",
                "<ExposeHeader>*</ExposeHeader>|ExposeHeader \"*\" contains wildcard. We currently do not support wildcard for ExposeHeader.",
                "<ExposeHeader>a&#10;b</ExposeHeader>|ExposeHeader \"a~b\" contains invalid character.",
                "<ExposeHeader>a: b</ExposeHeader>|ExposeHeader \"a: b\" contains invalid character.",
                "<AllowedHeader>a&#13;b</AllowedHeader>|AllowedHeader \"a&#13;b\" contains invalid character.",
                "<AllowedOrigin>a&#10;b</AllowedOrigin>|AllowedOrigin \"a~b\" contains invalid character."
            })
    void put_ruleThatS3DoesNotTake_saysWhy(String element, String message) {
        Recorded refused = s3.tell(
                "PUT /lake?cors",
                "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>"
                        + element + "</CORSRule></CORSConfiguration>");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("InvalidRequest");
        assertThat(refused.element("Message"))
                .isEqualToIgnoringCase(message.replace("\"", "&quot;").replace('~', '\n'));
        assertThat(s3.ask("GET /lake?cors").text()).contains("<ID>one</ID>");
    }

    // ERRORS 16
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<CORSRule/>",
                "<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>",
                "<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>",
                "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>-1</MaxAgeSeconds></CORSRule>",
                "MANY"
            })
    void put_ruleThatCannotBe_isMalformed(String rules) {
        String one = "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>";
        String body = rules.equals("MANY") ? one.repeat(101) : rules;
        Recorded refused = s3.tell("PUT /lake?cors", "<CORSConfiguration>" + body + "</CORSConfiguration>");
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("MalformedXML");
        assertThat(s3.tell("PUT /lake?cors", "<CORSConfiguration>" + one.repeat(100) + "</CORSConfiguration>")
                        .status())
                .isEqualTo(200);
    }
}
