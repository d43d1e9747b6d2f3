package io.tarn.core.auth;

import static io.tarn.core.auth.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.core.access.Caller;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signature covers, and that nothing passes without the right one. */
final class SignatureTest {
    private static final Verifier AUTHENTICATOR = RawClient.authenticator();

    private static S3Exception refusal(String code, int status, RequestHead head) {
        return refused(code, status, () -> AUTHENTICATOR.authenticate(head));
    }

    // ERRORS 46
    // ABUSE 1
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNSIGNED-PAYLOAD",
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                RawClient.EMPTY_SHA256
            })
    void authenticate_wrongSecret_isRefusedInEveryPayloadMode(String payload) {
        RawClient client =
                new RawClient().method("PUT").path("/key").payload(payload).secret("wrong");
        RequestHead head = client.signed();
        S3Exception refusal = refusal("SignatureDoesNotMatch", 403, head);
        assertThat(refusal.fields().keySet())
                .containsExactly(
                        "AWSAccessKeyId",
                        "StringToSign",
                        "SignatureProvided",
                        "StringToSignBytes",
                        "CanonicalRequest",
                        "CanonicalRequestBytes");
        assertThat(refusal.fields())
                .containsEntry("AWSAccessKeyId", RawClient.KEY_ID)
                .containsEntry("SignatureProvided", client.signature());
        assertThat(refusal.fields().get("StringToSign"))
                .startsWith("AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n");
        assertThat(refusal.fields().get("StringToSignBytes")).startsWith("41 57 53 34 ");
        assertThat(refusal.fields().get("CanonicalRequest"))
                .startsWith("PUT\n/key\n\nhost:examplebucket.s3.amazonaws.com\n")
                .endsWith(payload);
        assertThat(refusal.fields().get("CanonicalRequestBytes")).startsWith("50 55 54 0a ");
        assertThat(refusal.toString()).doesNotContain(RawClient.SECRET);
    }

    // ABUSE 13
    @Test
    void authenticate_anythingAltered_isRefused() {
        RequestHead head = new RawClient()
                .method("PUT")
                .path("/key")
                .query("partNumber", "1")
                .signed();
        Headers headers = head.headers();
        for (RequestHead altered : List.of(
                new RequestHead("DELETE", head.rawPath(), head.rawQuery(), headers),
                new RequestHead("PUT", "/key2", head.rawQuery(), headers),
                new RequestHead("PUT", "/key/", head.rawQuery(), headers),
                new RequestHead("PUT", "/key", "partNumber=2", headers),
                new RequestHead("PUT", "/key", "", headers),
                new RequestHead("PUT", "/key", "partNumber=1&versionId=x", headers),
                with(head, "host", "other"),
                with(head, "x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
                with(head, "x-amz-date", "20130524T000001Z"))) {
            refusal("SignatureDoesNotMatch", 403, altered);
        }
    }

    private static RequestHead with(RequestHead head, String name, String value) {
        Headers.Builder headers = Headers.builder();
        head.headers().forEach(field -> headers.add(field.name(), field.value()));
        return new RequestHead(
                head.method(),
                head.rawPath(),
                head.rawQuery(),
                headers.set(name, value).build());
    }

    // ABUSE 14
    @ParameterizedTest
    @ValueSource(ints = {0, 31, 63})
    void authenticate_signatureOffByOneDigit_isRefused(int position) {
        RawClient client = new RawClient();
        RequestHead head = client.signed();
        char digit = client.signature().charAt(position) == '0' ? '1' : '0';
        String altered = client.signature().substring(0, position)
                + digit
                + client.signature().substring(position + 1);
        String authorization = String.valueOf(head.headers().first("authorization"));
        refusal(
                "SignatureDoesNotMatch",
                403,
                with(head, "authorization", authorization.replace(client.signature(), altered)));
        refusal(
                "SignatureDoesNotMatch",
                403,
                with(head, "authorization", authorization.substring(0, authorization.length() - 1)));
    }

    // ERRORS 49
    // ABUSE 4, 5, 6, 7
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-copy-source",
                "x-amz-tagging",
                "x-amz-acl",
                "x-amz-meta-a",
                "x-amz-security-token",
                "x-amz-decoded-content-length",
                "x-amz-trailer",
                "x-amz-object-lock-mode"
            })
    void authenticate_amazonHeaderNotSigned_isAccessDenied(String name) {
        String value = name.equals("x-amz-security-token") ? "" : "/other/secret";
        S3Exception refusal = refusal(
                "AccessDenied", 403, new RawClient().unsignedHeader(name, value).signed());
        assertThat(refusal.message()).isEqualTo("There were headers present in the request which were not signed");
        assertThat(refusal.fields()).containsExactly(java.util.Map.entry("HeadersNotSigned", name));
    }

    // ABUSE 4
    @Test
    void authenticate_hostNotSigned_isAccessDenied() {
        S3Exception refusal = refusal(
                "AccessDenied",
                403,
                new RawClient()
                        .without("host")
                        .unsignedHeader("host", "h")
                        .unsignedHeader("x-amz-acl", "public-read")
                        .signed());
        assertThat(refusal.fields()).containsEntry("HeadersNotSigned", "host, x-amz-acl");
    }

    @Test
    void authenticate_otherHeaderNotSigned_isVerified() {
        assertThat(AUTHENTICATOR.authenticate(new RawClient()
                        .unsignedHeader("content-type", "text/plain")
                        .unsignedHeader("content-md5", "x")
                        .unsignedHeader("x-amzn-trace-id", "t")
                        .signed()))
                .isInstanceOf(Authentication.Signed.class);
    }

    // ABUSE 9
    @Test
    void of_emptySecret_isRefused() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Secret.of("")))
                .isInstanceOf(IllegalArgumentException.class);
        refusal("SignatureDoesNotMatch", 403, new RawClient().secret("").signed());
    }

    // ABUSE 50
    @Test
    void authenticate_secretChangedOrRevoked_isSeenAtOnce() {
        AccessKey[] current = {RawClient.credentials().find(RawClient.KEY_ID, null)};
        Verifier authenticator =
                new Verifier(new Authenticator(RawClient.REGION, "s3", (id, token) -> current[0], () -> RawClient.NOW));
        RequestHead old = new RawClient().signed();
        authenticator.authenticate(old);
        AccessKey known = java.util.Objects.requireNonNull(current[0]);
        current[0] = new AccessKey(Secret.of("rotated"), known.owner());
        refused("SignatureDoesNotMatch", 403, () -> authenticator.authenticate(old));
        assertThat(authenticator.authenticate(new RawClient().secret("rotated").signed()))
                .isInstanceOf(Authentication.Signed.class);
        current[0] = null;
        refused("InvalidAccessKeyId", 403, () -> authenticator.authenticate(old));
    }

    // ABUSE 96
    @Test
    void toString_ofAnythingSecret_hidesIt() {
        AccessKey key =
                new AccessKey(Secret.of(RawClient.SECRET), Caller.Identity.root(RawClient.ACCOUNT, RawClient.KEY_ID));
        SigningKey signingKey = SigningKey.derive(key.secret(), new Scope("20130524", "r", "s3"));
        assertThat(key + " " + signingKey).doesNotContain(RawClient.SECRET).contains("***");
        assertThat(Signature.claimed("abc")).hasToString("***");
    }
}
