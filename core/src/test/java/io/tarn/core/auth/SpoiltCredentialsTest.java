package io.tarn.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever is done to credentials, the answer is a refusal that S3 knows, or the request meant the same. */
final class SpoiltCredentialsTest {
    private static final int CASES = 5_000;
    private static final long SEED = 20260804;

    /** Without any of these a query carries no credentials, and the request is anonymous. */
    private static final Pattern CLAIMS = Pattern.compile("(^|&)X-Amz-(Algorithm|Credential|Signature)(=|&|$)");

    // ABUSE 85
    @Test
    void authenticate_spoiltAuthorization_isRefusedOrTheSame() {
        RequestHead head = new RawClient().path("/bucket/key").signed();
        String authorization = String.valueOf(head.headers().first("authorization"));
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            String spoilt = new Mutator(SEED + i).spoil(authorization);
            Headers.Builder headers = Headers.builder();
            head.headers().forEach(field -> headers.add(field.name(), field.value()));
            headers.set("authorization", spoilt);
            refused += attempt(new RequestHead("GET", head.rawPath(), "", headers.build()), SEED + i, spoilt);
        }
        assertThat(refused).isGreaterThan(CASES * 9 / 10);
    }

    // ABUSE 85
    @Test
    void authenticate_spoiltPresignedQuery_isRefusedOrTheSame() {
        RequestHead head = new RawClient()
                .path("/bucket/key")
                .query("x-amz-meta-a", "b")
                .query("If-None-Match", "*")
                .presigned(60);
        int refused = 0;
        for (int i = 0; i < CASES; i++) {
            String spoilt = new Mutator(SEED + i).spoil(head.rawQuery());
            if (!CLAIMS.matcher(spoilt).find()) {
                continue;
            }
            refused += attempt(new RequestHead("GET", head.rawPath(), spoilt, head.headers()), SEED + i, spoilt);
        }
        assertThat(refused).isGreaterThan(CASES * 8 / 10);
    }

    // ABUSE 85
    @Test
    void authenticate_oddHeaderValues_areRefusedOrSigned() {
        String[] names = {
            "x-amz-date",
            "x-amz-content-sha256",
            "x-amz-security-token",
            "date",
            "host",
            "x-amz-copy-source",
            "authorization",
            "content-md5",
            "x-amz-trailer"
        };
        for (int i = 0; i < CASES; i++) {
            Mutator mutator = new Mutator(SEED + i);
            RequestHead head = new RawClient().signed();
            Headers.Builder headers = Headers.builder();
            head.headers().forEach(field -> headers.add(field.name(), field.value()));
            String value = mutator.token() + mutator.token();
            headers.set(names[mutator.random().nextInt(names.length)], value);
            attempt(new RequestHead("GET", "/", "", headers.build()), SEED + i, value);
        }
    }

    private static int attempt(RequestHead head, long seed, String spoilt) {
        try {
            Authentication authentication = RawClient.authenticator().authenticate(head);
            assertThat(authentication)
                    .as("seed %d: %s", seed, spoilt)
                    .isInstanceOfSatisfying(
                            Authentication.Signed.class,
                            signed -> assertThat(signed.caller().accessKeyId()).isEqualTo(RawClient.KEY_ID));
            return 0;
        } catch (S3Exception refusal) {
            assertThat(refusal.code().status()).as("seed %d: %s", seed, spoilt).isBetween(400, 403);
            return 1;
        } catch (RuntimeException other) {
            throw new AssertionError("seed " + seed + ": " + spoilt, other);
        }
    }
}
