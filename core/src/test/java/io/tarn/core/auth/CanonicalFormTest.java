package io.tarn.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs in writing and not in meaning signs alike. */
final class CanonicalFormTest {
    private static final Verifier AUTHENTICATOR = RawClient.authenticator();

    // BEHAVIOURS 40
    @ParameterizedTest
    @CsvSource({
        "/a//b, /a//b",
        "/a/../b/./c/, /a/../b/./c/",
        "//leading, //leading",
        "/100%25, /100%25",
        "/a%2fb, /a%2Fb",
        "/caf%c3%a9, /caf%C3%A9",
        "/a+b, /a%2Bb",
        "/a!b*c'(d), /a%21b%2Ac%27%28d%29",
        "/%41%7e, /A~",
        "/a:b@c;d, /a%3Ab%40c%3Bd",
        "/%f0%9f%98%80, /%F0%9F%98%80",
        "/%ff, /%FF",
        "/\u00c3\u00bc, /%C3%BC",
    })
    void authenticate_awkwardPath_isSignedAsAmazonWritesIt(String sent, String signed) {
        RequestHead head = new RawClient().path(signed).signed();
        RequestHead other = new RequestHead(head.method(), sent, head.rawQuery(), head.headers());
        assertThat(AUTHENTICATOR.authenticate(other)).isInstanceOf(Authentication.Signed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "b=2&a=1, a=1&b=2",
        "uploads, uploads=",
        "a=%7e%2f&&, a=~%2F",
        "prefix=a+b, prefix=a%20b",
        "a=b=c, a=b%3Dc",
        "k=2&k=10, k=10&k=2",
        "a-b=1&a=2, a=2&a-b=1",
    })
    void authenticate_awkwardQuery_isSignedAsAmazonWritesIt(String sent, String signed) {
        RequestHead head = signedWithQuery(signed);
        RequestHead other = new RequestHead(head.method(), head.rawPath(), sent, head.headers());
        assertThat(AUTHENTICATOR.authenticate(other)).isInstanceOf(Authentication.Signed.class);
    }

    private static RequestHead signedWithQuery(String canonical) {
        String text = "GET\n/\n" + canonical + "\nhost:h\nx-amz-content-sha256:" + RawClient.EMPTY_SHA256
                + "\nx-amz-date:20130524T000000Z\n\nhost;x-amz-content-sha256;x-amz-date\n" + RawClient.EMPTY_SHA256;
        SigningKey key = SigningKey.derive(Secret.of(RawClient.SECRET), new Scope("20130524", RawClient.REGION, "s3"));
        Signature signature = key.sign(new SignedText()
                .append("AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n")
                .append(RawClient.sha256(text)));
        return new RequestHead(
                "GET",
                "/",
                "",
                Headers.builder()
                        .add("host", "h")
                        .add("x-amz-date", "20130524T000000Z")
                        .add("x-amz-content-sha256", RawClient.EMPTY_SHA256)
                        .add(
                                "authorization",
                                "AWS4-HMAC-SHA256 Credential=" + RawClient.KEY_ID
                                        + "/20130524/us-east-1/s3/aws4_request,"
                                        + "SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature="
                                        + signature.text())
                        .build());
    }

    @Test
    void authenticate_manySpacesAndRepeatedHeaders_areFolded() {
        RequestHead head = new RawClient()
                .header("x-amz-meta-a", "  one   two    three ")
                .header("x-amz-meta-b", "1,2")
                .signed();
        Headers.Builder headers = Headers.builder();
        head.headers().forEach(field -> {
            if (!field.name().equals("x-amz-meta-b")) {
                headers.add(field.name(), field.value());
            }
        });
        headers.add("X-Amz-Meta-B", "1").add("x-amz-meta-b", "2");
        RequestHead other = new RequestHead("GET", "/", "", headers.build());
        assertThat(AUTHENTICATOR.authenticate(other).headers().all("x-amz-meta-b"))
                .containsExactly("1", "2");
    }

    @Test
    void authenticate_dateHeaderInsteadOfAmazonDate_isVerified() {
        RequestHead head = new RawClient()
                .header("date", "Fri, 24 May 2013 00:00:00 GMT")
                .header("x-amz-content-sha256", RawClient.EMPTY_SHA256)
                .signedAsIs();
        assertThat(AUTHENTICATOR.authenticate(head)).isInstanceOf(Authentication.Signed.class);
    }

    @Test
    void authenticate_headerNotAscii_isSignedAsUtf8() {
        RequestHead head = new RawClient().header("x-amz-meta-a", "grün 日本").signed();
        assertThat(AUTHENTICATOR.authenticate(head)).isInstanceOf(Authentication.Signed.class);
    }
}
