package io.tarn.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What the signer of the AWS SDK for Java signs must verify, whatever stands in path, query and headers. */
final class SdkSignerTest {
    private static final AwsCredentialsIdentity IDENTITY =
            AwsCredentialsIdentity.create(RawClient.KEY_ID, RawClient.SECRET);

    private static final List<String> AWKWARD = List.of(
            "plain",
            "a b",
            "a+b",
            "a%b",
            "%2F",
            "ä ö",
            "日本",
            "😀",
            "a&b=c",
            "?#",
            "..",
            ".",
            "//",
            "*'()!",
            "~-._",
            "a;b:c@d,e$f",
            "\"<>\\^`{|}",
            "trailing/",
            "\u0001\t\u007f",
            "");

    static Stream<SdkHttpRequest> requests() {
        List<SdkHttpRequest> requests = new ArrayList<>();
        Random random = new Random(20260802);
        for (int i = 0; i < 400; i++) {
            SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                    .method(SdkHttpMethod.PUT)
                    .protocol("http")
                    .host("localhost")
                    .port(random.nextBoolean() ? 9000 : 80)
                    .encodedPath("/bucket/" + encodedPath(pick(random) + pick(random)));
            for (int q = random.nextInt(4); q > 0; q--) {
                request.putRawQueryParameter("q" + pick(random), pick(random));
            }
            request.putHeader("x-amz-meta-spaces", "  a   b ".repeat(random.nextInt(3)));
            request.putHeader("Content-Type", "text/plain;  charset=utf-8");
            request.putHeader("x-amz-checksum-crc32", "AAAAAA==");
            requests.add(request.build());
        }
        return requests.stream();
    }

    private static String pick(Random random) {
        return AWKWARD.get(random.nextInt(AWKWARD.size()));
    }

    private static String encodedPath(String key) {
        return RawClient.encode(key).replace("%2F", "/");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void authenticate_signedBySdk_isVerified(SdkHttpRequest request) {
        RequestHead signed = head(sign(request, AuthLocation.HEADER, null));
        assertThat(RawClient.authenticator().authenticate(signed)).isInstanceOf(Authentication.Signed.class);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void authenticate_presignedBySdk_isVerified(SdkHttpRequest request) {
        RequestHead signed = head(sign(request, AuthLocation.QUERY_STRING, Duration.ofHours(1)));
        assertThat(((Authentication.Signed) RawClient.authenticator().authenticate(signed)).type() == AuthType.QUERY)
                .isTrue();
    }

    private static SdkHttpRequest sign(
            SdkHttpRequest request, AuthLocation location, @org.jspecify.annotations.Nullable Duration lifetime) {
        AwsV4HttpSigner signer = AwsV4HttpSigner.create();
        SignRequest.Builder<AwsCredentialsIdentity> sign = SignRequest.builder(IDENTITY)
                .request(request)
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, RawClient.REGION)
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, location)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(RawClient.NOW, ZoneOffset.UTC));
        if (lifetime != null) {
            sign.putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, lifetime);
        }
        SignedRequest signed = signer.sign(sign.build());
        return signed.request();
    }

    private static RequestHead head(SdkHttpRequest request) {
        Headers.Builder headers = Headers.builder();
        request.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
        URI uri = request.getUri();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new RequestHead(request.method().name(), request.encodedPath(), query, headers.build());
    }
}
