package io.tarn.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes of clients are found from their signatures alone. */
@SuppressWarnings("StringConcatToTextBlock") // the line ends are what is signed
final class SignatureTrialTest {
    private static final Scope SCOPE = new Scope("20130524", "us-east-1", "s3");
    private static final Timestamp TIME =
            new Timestamp("20130524T000000Z", "20130524T000000Z", RawClient.NOW.getEpochSecond());
    private static final Secret SECRET = Secret.of(RawClient.SECRET);
    private static final RequestHead HEAD = new RequestHead(
            "GET",
            "/lake/a%20b/%2B",
            "b=2&a=1%20x",
            Headers.builder()
                    .add("host", "s3.example.com:9000")
                    .add("x-forwarded-host", "files.example.com")
                    .add("x-amz-date", "20130524T000000Z")
                    .add("x-amz-security-token", "TOKEN-NOT-TO-BE-SHOWN")
                    .build());
    private static final String RIGHT = String.join(
            "\n",
            "GET",
            "/lake/a%20b/%2B",
            "a=1%20x&b=2",
            "host:s3.example.com:9000",
            "x-amz-date:20130524T000000Z",
            "x-amz-security-token:TOKEN-NOT-TO-BE-SHOWN",
            "",
            "host;x-amz-date;x-amz-security-token",
            "UNSIGNED-PAYLOAD");

    private static SignatureFault tried(String signed, Scope scope, Secret secret) {
        SignedText toSign = StringToSign.begin(Claim.SCHEME, TIME, scope)
                .append(Hex.of(new SignedText().append(signed).sha256()));
        Claim claim = new Claim(
                RawClient.KEY_ID,
                SCOPE,
                TIME,
                List.of("host", "x-amz-date", "x-amz-security-token"),
                SigningKey.derive(secret, scope).sign(toSign),
                Claim.HEADER);
        SignedText right = new SignedText().append(RIGHT.getBytes(StandardCharsets.UTF_8));
        return new SignatureTrial(HEAD, claim, SECRET, SigningKey.derive(SECRET, SCOPE), right).fault();
    }

    private static String words(SignatureFault fault) {
        SignatureFault.@Nullable Mistake mistake = fault.mistake();
        return mistake == null ? "" : mistake.words();
    }

    static List<List<String>> mistakes() {
        return List.of(
                List.of("encoded the path twice", RIGHT.replaceFirst("/lake/a%20b/%2B", "/lake/a%2520b/%252B")),
                List.of("path decoded", RIGHT.replaceFirst("/lake/a%20b/%2B", "/lake/a b/+")),
                List.of("spaces of the path as '+'", RIGHT.replaceFirst("a%20b", "a+b")),
                List.of("left '+' of the path", RIGHT.replaceFirst("%2B", "+")),
                List.of("small hexadecimal digits", RIGHT.replaceFirst("%2B", "%2b")),
                List.of("without its port", RIGHT.replaceFirst(":9000", "")),
                List.of("x-forwarded-host", RIGHT.replaceFirst("s3.example.com:9000", "files.example.com")),
                List.of("neither encoded nor sorted", RIGHT.replaceFirst("a=1%20x&b=2", "b=2&a=1%20x")),
                List.of("spaces of the query as '+'", RIGHT.replaceFirst("a=1%20x", "a=1+x")),
                List.of("signed no query", RIGHT.replaceFirst("a=1%20x&b=2", "")),
                List.of("digest of an empty body", RIGHT.replaceFirst("UNSIGNED-PAYLOAD", RawClient.EMPTY_SHA256)),
                List.of("did not trim", RIGHT.replaceAll("(?m)^(host|x-amz[a-z-]*):", "$1: ")),
                List.of("line break", RIGHT + "\n"),
                List.of("the method PUT", RIGHT.replaceFirst("GET", "PUT")),
                List.of(
                        "encoded the path twice, and",
                        RIGHT.replace("/a%20b/%2B", "/a%2520b/%252B").replace(":9000", "")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void fault_ofACanonicalRequest_isNamedAndShown(List<String> mistake) {
        SignatureFault fault = tried(mistake.getLast(), SCOPE, SECRET);
        assertThat(words(fault)).contains(mistake.getFirst());
    }

    @Test
    void fault_ofScopeOrSecret_isNamed() {
        assertThat(words(tried(RIGHT, new Scope("20130524", "eu-west-1", "s3"), SECRET)))
                .contains("eu-west-1");
        assertThat(words(tried(RIGHT, SCOPE, Secret.of(RawClient.SECRET + "\n"))))
                .contains("white space");
    }

    // ABUSE 96
    @Test
    void fault_ofAnotherSecret_isNotNamedAndNeverShowsSecrets() {
        SignatureFault fault = tried(RIGHT, SCOPE, Secret.of("another-secret"));
        assertThat(fault.mistake()).isNull();
        assertThat(fault.toString())
                .doesNotContain(RawClient.SECRET, "TOKEN-NOT-TO-BE-SHOWN")
                .contains("x-amz-security-token:(not shown)");
    }
}
