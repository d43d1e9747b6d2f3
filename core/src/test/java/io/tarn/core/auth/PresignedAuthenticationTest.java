package io.tarn.core.auth;

import static io.tarn.core.auth.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PresignedAuthenticationTest {
    private static final Verifier AUTHENTICATOR = RawClient.authenticator();

    private static S3Exception refusal(String code, int status, RequestHead head) {
        return refused(code, status, () -> AUTHENTICATOR.authenticate(head));
    }

    private static RequestHead replaced(RequestHead head, String query) {
        return new RequestHead(head.method(), head.rawPath(), query, head.headers());
    }

    private static String replace(RequestHead head, String name, String value) {
        return head.rawQuery().replaceAll(name + "=[^&]*", name + "=" + value);
    }

    // ERRORS 50
    // BEHAVIOURS 38
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Algorithm",
                "X-Amz-Credential",
                "X-Amz-Signature",
                "X-Amz-Date",
                "X-Amz-SignedHeaders",
                "X-Amz-Expires"
            })
    void authenticate_missingEmptyOrRepeatedParameter_listsAllSix(String name) {
        RequestHead head = new RawClient().presigned(60);
        String missing = head.rawQuery().replaceAll("&?" + name + "=[^&]*", "");
        String repeated = head.rawQuery() + "&" + name + "=x";
        for (String query : List.of(missing, replace(head, name, ""), repeated)) {
            S3Exception refusal = refusal("AuthorizationQueryParametersError", 400, replaced(head, query));
            assertThat(refusal.message())
                    .isEqualTo("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                            + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
            assertThat(refusal.fields()).isEmpty();
        }
    }

    // ERRORS 50
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Amz-Algorithm|AWS4-SHA512|X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and"
                        + " AWS4-ECDSA-P256-SHA256\"",
                "X-Amz-Algorithm|AWS4-ECDSA-P256-SHA256|X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"",
                "X-Amz-Credential|K%2F20130524%2Fus-east-1%2Fs3|Error parsing the X-Amz-Credential parameter; the"
                        + " Credential is mal-formed; expecting"
                        + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
                "X-Amz-Credential|K%2F20130524%2Fus-east-1%2Fsqs%2Faws4_request|Error parsing the X-Amz-Credential"
                        + " parameter; incorrect service \"sqs\". This endpoint belongs to \"s3\".",
                "X-Amz-Credential|K%2F20130524%2Fmars%2Fs3%2Faws4_request|Error parsing the X-Amz-Credential"
                        + " parameter; the region 'mars' is wrong; expecting 'us-east-1'",
                "X-Amz-Credential|K%2F20130524%2Fus-east-1%2Fs3%2Faws|Error parsing the X-Amz-Credential parameter;"
                        + " incorrect terminal \"aws\". This endpoint uses \"aws4_request\".",
                "X-Amz-Credential|K%2F24.5.2013%2Fus-east-1%2Fs3%2Faws4_request|Error parsing the X-Amz-Credential"
                        + " parameter; incorrect date format \"24.5.2013\". This date in the credential must be in"
                        + " the format \"yyyyMMdd\".",
                "X-Amz-Credential|K%2F20130101%2Fus-east-1%2Fs3%2Faws4_request|Invalid credential date \"20130101\"."
                        + " This date is not the same as X-Amz-Date: \"20130524\".",
                "X-Amz-Date|2013-05-24|X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
                "X-Amz-Expires|soon|X-Amz-Expires should be a number",
                "X-Amz-Expires|-1|X-Amz-Expires must be non-negative",
                "X-Amz-Expires|604801|X-Amz-Expires must be less than a week (in seconds); that is, the given"
                        + " X-Amz-Expires must be less than 604800 seconds",
            })
    void authenticate_badParameter_saysWhat(String name, String value, String message) {
        RequestHead head = new RawClient().presigned(60);
        S3Exception refusal =
                refusal("AuthorizationQueryParametersError", 400, replaced(head, replace(head, name, value)));
        assertThat(refusal.message()).isEqualTo(message);
    }

    // ERRORS 51
    // BEHAVIOURS 38
    @Test
    void authenticate_expired_saysWhen() {
        S3Exception refusal = refusal(
                "AccessDenied",
                403,
                new RawClient().time(RawClient.NOW.minusSeconds(61)).presigned(60));
        assertThat(refusal.message()).isEqualTo("Request has expired");
        assertThat(refusal.fields())
                .containsExactly(
                        java.util.Map.entry("X-Amz-Expires", "60"),
                        java.util.Map.entry("Expires", "2013-05-23T23:59:59Z"),
                        java.util.Map.entry("ServerTime", "2013-05-24T00:00:00Z"));
    }

    // ERRORS 51
    @Test
    void authenticate_lastSecondOfSevenDays_isVerified() {
        assertThat(AUTHENTICATOR.authenticate(new RawClient()
                        .time(RawClient.NOW.minusSeconds(604_800))
                        .presigned(604_800)))
                .isInstanceOf(Authentication.Signed.class);
    }

    // ERRORS 52
    @Test
    void authenticate_notYetValid_isAccessDenied() {
        S3Exception refusal = refusal(
                "AccessDenied",
                403,
                new RawClient().time(RawClient.NOW.plusSeconds(901)).presigned(60));
        assertThat(refusal.message()).isEqualTo("Request is not valid yet.");
    }

    // ERRORS 53
    @Test
    void authenticate_version2Query_isInvalidRequest() {
        refusal(
                "InvalidRequest",
                400,
                RequestHead.of("GET", "/b/k?AWSAccessKeyId=A&Signature=c2ln&Expires=1175139620", Headers.NONE));
    }

    // ERRORS 54
    @Test
    void authenticate_sessionTokenInQuery_isInvalidToken() {
        refusal(
                "InvalidToken",
                400,
                new RawClient().query("X-Amz-Security-Token", "garbage").presigned(60));
    }

    // ERRORS 46
    // ABUSE 3
    @ParameterizedTest
    @ValueSource(strings = {"STREAMING-UNSIGNED-PAYLOAD-TRAILER", "UNSIGNED-PAYLOAD", RawClient.EMPTY_SHA256})
    void authenticate_presignedWithWrongSecret_isRefusedInEveryPayloadMode(String payload) {
        RawClient right = new RawClient().method("PUT").path("/k").header("x-amz-content-sha256", payload);
        assertThat(AUTHENTICATOR.authenticate(right.presigned(60)).payload()).isEqualTo(PayloadMode.parse(payload));
        RawClient wrong = new RawClient()
                .method("PUT")
                .path("/k")
                .header("x-amz-content-sha256", payload)
                .secret("wrong");
        S3Exception refusal = refusal("SignatureDoesNotMatch", 403, wrong.presigned(60));
        assertThat(refusal.fields()).containsKeys("CanonicalRequest", "CanonicalRequestBytes");
        assertThat(refusal.fields().get("CanonicalRequest")).doesNotContain("X-Amz-Signature");
    }

    // ERRORS 49
    // ABUSE 4, 5, 6, 7
    @ParameterizedTest
    @ValueSource(strings = {"x-amz-copy-source", "x-amz-tagging", "x-amz-acl", "x-amz-meta-a", "x-amz-content-sha256"})
    void authenticate_amazonHeaderAddedToPresignedPut_isAccessDenied(String name) {
        String value = name.equals("x-amz-content-sha256") ? "UNSIGNED-PAYLOAD" : "/victim/secret";
        S3Exception refusal = refusal(
                "AccessDenied",
                403,
                new RawClient()
                        .method("PUT")
                        .path("/k")
                        .unsignedHeader(name, value)
                        .presigned(60));
        assertThat(refusal.fields()).containsEntry("HeadersNotSigned", name);
    }

    // ABUSE 3
    @Test
    void authenticate_anyQueryParameterAdded_isRefused() {
        RequestHead head = new RawClient().presigned(60);
        refusal("SignatureDoesNotMatch", 403, replaced(head, head.rawQuery() + "&versionId=1"));
        refusal("SignatureDoesNotMatch", 403, replaced(head, head.rawQuery() + "&x-amz-copy-source=%2Fa%2Fb"));
    }

    @Test
    void headers_signedQueryParameters_standInForHeaders() {
        RequestHead head = new RawClient()
                .method("PUT")
                .query("If-None-Match", "*")
                .query("X-Amz-Meta-Colour", "blau grün")
                .query("x-amz-checksum-mode", "ENABLED")
                .query("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
                .query("prefix", "p")
                .presigned(60);
        Headers headers = AUTHENTICATOR.authenticate(head).headers();
        assertThat(headers.first("if-none-match")).isEqualTo("*");
        assertThat(headers.first("x-amz-meta-colour")).isEqualTo("blau grün");
        assertThat(headers.first("x-amz-checksum-mode")).isEqualTo("ENABLED");
        assertThat(headers.first("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
        assertThat(headers.names())
                .doesNotContain("prefix", "x-amz-credential", "x-amz-date", "x-amz-signature", "x-amz-expires");
    }

    @Test
    void headers_checksumInPresignedQuery_isIgnored() {
        RequestHead head = new RawClient()
                .method("PUT")
                .query("x-amz-checksum-crc32", "AAAAAA==")
                .query("x-amz-sdk-checksum-algorithm", "CRC32")
                .presigned(60);
        Headers headers = AUTHENTICATOR.authenticate(head).headers();
        assertThat(headers.has("x-amz-checksum-crc32")).isFalse();
        assertThat(headers.has("x-amz-sdk-checksum-algorithm")).isFalse();
    }

    @Test
    void headers_queryOfRequestSignedInHeader_staysQuery() {
        RequestHead head = new RawClient().query("x-amz-acl", "public-read").signed();
        assertThat(AUTHENTICATOR.authenticate(head).headers().has("x-amz-acl")).isFalse();
    }

    // ABUSE 60
    @Test
    void authenticate_headerAndQueryParameterDiffer_isInvalidArgument() {
        RequestHead head = new RawClient()
                .method("PUT")
                .query("If-None-Match", "*")
                .unsignedHeader("if-none-match", "\"other\"")
                .presigned(60);
        refusal("InvalidArgument", 400, head);
    }

    // ABUSE 72
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nset-cookie: b", "a\nb", "\u0000", "\u007f"})
    void authenticate_controlCharacterInHoistedHeader_isInvalidArgument(String value) {
        refusal(
                "InvalidArgument",
                400,
                new RawClient().query("x-amz-meta-a", "x" + value + "y").presigned(60));
        refusal(
                "InvalidArgument",
                400,
                new RawClient().query("x-amz-meta-" + value, "y").presigned(60));
    }
}
