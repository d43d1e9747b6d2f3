package io.tarn.core.auth;

import static io.tarn.core.auth.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.core.access.Caller;
import io.tarn.storage.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an Authorization header may say, and what is said of one that may not. */
final class HeaderAuthenticationTest {
    private static final Verifier AUTHENTICATOR = RawClient.authenticator();

    private static S3Exception refusal(String code, int status, RequestHead head) {
        return refused(code, status, () -> AUTHENTICATOR.authenticate(head));
    }

    private static RequestHead withAuthorization(String value) {
        Headers headers = Headers.builder()
                .add("host", "localhost")
                .add("x-amz-date", "20130524T000000Z")
                .add("x-amz-content-sha256", RawClient.EMPTY_SHA256)
                .add("authorization", value)
                .build();
        return new RequestHead("GET", "/", "", headers);
    }

    @Test
    void authenticate_nothing_isAnonymous() {
        Authentication anonymous = AUTHENTICATOR.authenticate(RequestHead.of("GET", "/b/k", Headers.NONE));
        assertThat(anonymous.caller()).isInstanceOf(Caller.Anonymous.class);
        assertThat(anonymous.payload()).isInstanceOf(PayloadMode.Unsigned.class);
    }

    // ERRORS 26
    @Test
    void authenticate_noContentSha256_isInvalidRequest() {
        S3Exception refusal =
                refusal("InvalidRequest", 400, new RawClient().payload("").signed());
        assertThat(refusal.message()).isEqualTo("Missing required header for this request: x-amz-content-sha256");
    }

    // ERRORS 26
    @Test
    void authenticateWithBody_otherServiceWithoutContentSha256_isVerified() {
        Verifier sts =
                new Verifier(new Authenticator(RawClient.REGION, "sts", RawClient.credentials(), () -> RawClient.NOW));
        byte[] body = "Action=GetCallerIdentity".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String hash = RawClient.hex(RawClient.digest(body));
        RequestHead signed = new RawClient()
                .method("POST")
                .service("sts")
                .payload(hash)
                .header("x-amz-date", "20130524T000000Z")
                .without("x-amz-content-sha256")
                .signedAsIs();
        assertThat(sts.authenticateWithBody(signed, Bytes.wrap(RawClient.digest(body))))
                .isInstanceOf(Authentication.Signed.class);
        refused(
                "SignatureDoesNotMatch",
                403,
                () -> sts.authenticateWithBody(signed, Bytes.wrap(RawClient.digest(new byte[1]))));
    }

    // ERRORS 27
    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "STREAMING",
                "e3b0",
                "UNSIGNED-PAYLOAD-TRAILER",
                "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"
            })
    void authenticate_garbageContentSha256_isInvalidArgument(String value) {
        S3Exception refusal =
                refusal("InvalidArgument", 400, new RawClient().payload(value).signed());
        assertThat(refusal.message()).startsWith("x-amz-content-sha256 must be UNSIGNED-PAYLOAD, ");
        assertThat(refusal.fields())
                .containsEntry("ArgumentName", "x-amz-content-sha256")
                .containsEntry("ArgumentValue", value);
    }

    // ERRORS 43
    // BEHAVIOURS 38
    @Test
    void authenticate_wrongRegion_namesTheRightOne() {
        S3Exception refusal = refusal(
                "AuthorizationHeaderMalformed",
                400,
                new RawClient().region("eu-west-1").signed());
        assertThat(refusal.message())
                .isEqualTo("The authorization header is malformed; the region 'eu-west-1' is wrong; expecting"
                        + " 'us-east-1'");
        assertThat(refusal.fields()).containsExactly(java.util.Map.entry("Region", "us-east-1"));
    }

    // ERRORS 43
    // BEHAVIOURS 38
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Credential=K/20130524/us-east-1/ec2/aws4_request,SignedHeaders=host,Signature=x"
                        + "|incorrect service \"ec2\". This endpoint belongs to \"s3\".",
                "Credential=K/20130524/us-east-1/s3/aws5_request,SignedHeaders=host,Signature=x"
                        + "|incorrect terminal \"aws5_request\". This endpoint uses \"aws4_request\".",
                "Credential=K/2013-05-24/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=x"
                        + "|incorrect date format \"2013-05-24\". This date in the credential must be in the format"
                        + " \"yyyyMMdd\".",
                "Credential=K/20130525/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=x"
                        + "|Invalid credential date \"20130525\". This date is not the same as X-Amz-Date: \"20130524\".",
                "Credential=K/20130524/us-east-1/s3,SignedHeaders=host,Signature=x|the Credential is mal-formed;"
                        + " expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
                "Credential=/20130524/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=x|the Credential is"
                        + " mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
                "Credential=K/20130524/us-east-1/s3/aws4_request,Signature=x"
                        + "|the authorization header requires three components: Credential, SignedHeaders, and Signature.",
                "Credential=,SignedHeaders=host,Signature=x|missing Credential.",
                "Credential=K/20130524/us-east-1/s3/aws4_request,SignedHeaders=,Signature=x|missing SignedHeaders.",
                "Credential=K/20130524/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=|missing Signature.",
                "Credential=K/20130524/us-east-1/s3/aws4_request,SignedHeaders=host,Oops"
                        + "|the authorization component \"Oops\" is malformed.",
                "Signature=x,Signature=y,Signature=z|the authorization component \"Signature=y\" is malformed.",
            })
    void authenticate_malformedHeader_saysWhat(String components, String what) {
        S3Exception refusal =
                refusal("AuthorizationHeaderMalformed", 400, withAuthorization("AWS4-HMAC-SHA256 " + components));
        assertThat(refusal.message()).isEqualTo("The authorization header is malformed; " + what);
    }

    // ERRORS 44
    // BEHAVIOURS 38
    @ParameterizedTest
    @ValueSource(strings = {"Basic dTpw", "Bearer x", "nospace", "", "aws4-hmac-sha256 x"})
    void authenticate_unknownScheme_isInvalidArgument(String value) {
        S3Exception refusal = refusal("InvalidArgument", 400, withAuthorization(value));
        assertThat(refusal.message()).isEqualTo("Unsupported Authorization Type");
        assertThat(refusal.fields()).containsEntry("ArgumentName", "Authorization");
    }

    // ERRORS 45
    @Test
    void authenticate_unknownKey_isInvalidAccessKeyId() {
        S3Exception refusal = refusal(
                "InvalidAccessKeyId", 403, new RawClient().keyId("AKIANOBODY").signed());
        assertThat(refusal.fields()).containsExactly(java.util.Map.entry("AWSAccessKeyId", "AKIANOBODY"));
    }

    // ABUSE 21
    @ParameterizedTest
    @ValueSource(strings = {"*)(uid=*", "a b", "ké", "'; drop table", "a\"b"})
    void authenticate_keyOfOddCharacters_isNeverLookedUp(String keyId) {
        AtomicInteger lookups = new AtomicInteger();
        Verifier counting = new Verifier(new Authenticator(
                RawClient.REGION,
                "s3",
                (id, token) -> {
                    lookups.incrementAndGet();
                    return null;
                },
                () -> RawClient.NOW));
        refused(
                "InvalidAccessKeyId",
                403,
                () -> counting.authenticate(new RawClient().keyId(keyId).signed()));
        assertThat(lookups).hasValue(0);
    }

    // ERRORS 47
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2013-05-24T00:00:00Z",
                "20130524T000000",
                "20130230T000000Z",
                "20130524T250000Z"
            })
    void authenticate_noValidDate_isAccessDenied(String date) {
        RequestHead head = new RawClient()
                .header("x-amz-content-sha256", RawClient.EMPTY_SHA256)
                .header("x-amz-date", date)
                .signedAsIs();
        S3Exception refusal = refusal("AccessDenied", 403, head);
        assertThat(refusal.message()).isEqualTo("AWS authentication requires a valid Date or x-amz-date header.");
    }

    // ERRORS 48
    @ParameterizedTest
    @ValueSource(longs = {-901, 901})
    void authenticate_clockOffByMoreThanQuarterHour_isTooSkewed(long seconds) {
        S3Exception refusal = refusal(
                "RequestTimeTooSkewed",
                403,
                new RawClient()
                        .time(RawClient.NOW.plusSeconds(seconds))
                        .region(RawClient.REGION)
                        .signed());
        assertThat(refusal.fields().keySet())
                .containsExactly("RequestTime", "ServerTime", "MaxAllowedSkewMilliseconds");
        assertThat(refusal.fields())
                .containsEntry("ServerTime", "2013-05-24T00:00:00Z")
                .containsEntry("MaxAllowedSkewMilliseconds", "900000");
    }

    // ERRORS 48
    @Test
    void authenticate_clockOffByQuarterHour_isVerified() {
        for (Duration off : List.of(Duration.ofMinutes(-15), Duration.ofMinutes(15))) {
            assertThat(AUTHENTICATOR.authenticate(
                            new RawClient().time(RawClient.NOW.plus(off)).signed()))
                    .isInstanceOf(Authentication.Signed.class);
        }
    }

    // ERRORS 53
    @ParameterizedTest
    @ValueSource(strings = {"AWS AKIAIOSFODNN7EXAMPLE:c2lnbmF0dXJl", "AWS4-ECDSA-P256-SHA256 Credential=x"})
    void authenticate_otherSignatureVersion_isInvalidRequest(String value) {
        S3Exception refusal = refusal("InvalidRequest", 400, withAuthorization(value));
        assertThat(refusal.message())
                .isEqualTo("The authorization mechanism you have provided is not supported. Please use"
                        + " AWS4-HMAC-SHA256.");
    }

    // ERRORS 54
    @Test
    void authenticate_sessionToken_isInvalidToken() {
        refusal(
                "InvalidToken",
                400,
                new RawClient().header("x-amz-security-token", "garbage").signed());
    }

    // ERRORS 55
    // ABUSE 73
    @Test
    void authenticate_anonymousWithResponseHeaders_isInvalidRequest() {
        for (String name : List.of(
                "response-content-type",
                "response-content-language",
                "response-expires",
                "response-cache-control",
                "response-content-disposition",
                "response-content-encoding")) {
            S3Exception refusal =
                    refusal("InvalidRequest", 400, RequestHead.of("GET", "/b/k?" + name + "=x", Headers.NONE));
            assertThat(refusal.message())
                    .isEqualTo("Request specific response headers cannot be used for anonymous GET requests.");
        }
        RequestHead signed =
                new RawClient().query("response-content-type", "text/html").signed();
        assertThat(AUTHENTICATOR.authenticate(signed)).isInstanceOf(Authentication.Signed.class);
    }

    // ABUSE 2
    @ParameterizedTest
    @ValueSource(strings = {"STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"})
    void authenticate_anonymousSignedChunks_isInvalidRequest(String payload) {
        Headers headers = Headers.builder().add("x-amz-content-sha256", payload).build();
        refusal("InvalidRequest", 400, RequestHead.of("PUT", "/b/k", headers));
    }

    // ABUSE 3
    @Test
    void authenticate_headerAndQuery_isInvalidArgument() {
        RequestHead presigned = new RawClient().presigned(60);
        RequestHead signed = new RawClient().signed();
        RequestHead both = new RequestHead("GET", presigned.rawPath(), presigned.rawQuery(), signed.headers());
        S3Exception refusal = refusal("InvalidArgument", 400, both);
        assertThat(refusal.message()).startsWith("Only one auth mechanism allowed; ");
        refusal("InvalidArgument", 400, new RequestHead("GET", "/", "X-Amz-Signature=x", signed.headers()));
        Headers.Builder twice = Headers.builder();
        signed.headers().forEach(field -> twice.add(field.name(), field.value()));
        twice.add("authorization", "Basic x");
        refusal("InvalidArgument", 400, new RequestHead("GET", "/", "", twice.build()));
    }

    // ERRORS 13
    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%1", "/%ZZ", "/a%g0", "/%٣٣"})
    void authenticate_brokenPercentEncoding_isInvalidUri(String path) {
        RequestHead head = new RawClient().signed();
        refusal("InvalidURI", 400, new RequestHead("GET", path, "", head.headers()));
        refusal("InvalidURI", 400, new RequestHead("GET", "/", "a=" + path.substring(1), head.headers()));
    }
}
