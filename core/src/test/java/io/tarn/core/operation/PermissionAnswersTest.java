package io.tarn.core.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Decision;
import io.tarn.core.access.OwnerAuthorizer;
import io.tarn.core.access.Resource;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller sees who may do less than everything. */
class PermissionAnswersTest {
    private final OwnerAuthorizer owner = new OwnerAuthorizer();
    private volatile Predicate<AccessRequest> denied = request -> false;
    private final S3 s3 = S3.with(request -> denied.test(request) ? new Decision.Deny("test") : owner.decide(request));

    @BeforeEach
    void fill() {
        s3.bucket("lake");
        s3.put("/lake/open", "content");
        s3.put("/lake/closed", "content");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private Recorded deleteEach(String... keys) throws Exception {
        String objects = Arrays.stream(keys)
                .map(key -> "<Object><Key>" + key + "</Key></Object>")
                .collect(Collectors.joining());
        byte[] body = ("<Delete>" + objects + "</Delete>").getBytes(StandardCharsets.UTF_8);
        String md5 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        return s3.send(s3.client("POST", "/lake").query("delete", "").header("content-md5", md5), body);
    }

    // ABUSE 31, 32
    @Test
    void deleteObjects_oneKeyDenied_isThatKeysErrorAlone() throws Exception {
        denied = request -> request.action().equals("s3:DeleteObject")
                && request.resource() instanceof Resource.Object object
                && object.key().equals("closed");
        Recorded answer = deleteEach("open", "closed");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("<Deleted><Key>open</Key></Deleted>")
                .contains("<Error><Key>closed</Key><Code>AccessDenied</Code>");
        denied = request -> false;
        assertThat(s3.get("/lake/open").status()).isEqualTo(404);
        assertThat(s3.get("/lake/closed").status()).isEqualTo(200);
    }

    // ERRORS 76
    @Test
    void deleteObjects_thousandAndOneKeys_isMalformed() throws Exception {
        Recorded answer = deleteEach(
                IntStream.rangeClosed(0, 1_000).mapToObj(i -> "k" + i).toArray(String[]::new));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("MalformedXML");
    }

    // ERRORS 2
    // BEHAVIOURS 39
    @Test
    void get_missingKeyWithoutListPermission_isDenied() {
        assertThat(s3.get("/lake/none").code()).isEqualTo("NoSuchKey");
        denied = request -> request.action().equals("s3:ListBucket");
        Recorded answer = s3.get("/lake/none");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("AccessDenied");
        assertThat(s3.send(s3.client("HEAD", "/lake/none")).status()).isEqualTo(403);
        assertThat(s3.get("/lake/open").status()).isEqualTo(200);
    }

    // ABUSE 99
    @Test
    void get_conditionsWithoutPermission_tellNothing() {
        denied = request -> request.action().equals("s3:GetObject");
        for (String key : new String[] {"open", "none"}) {
            for (String condition : new String[] {"if-match", "if-none-match"}) {
                for (String value : new String[] {"*", "\"5d41402abc4b2a76b9719d911017c592\""}) {
                    Recorded answer = s3.send(s3.client("GET", "/lake/" + key).header(condition, value));
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.header("etag")).isNull();
                }
            }
        }
    }

    // ERRORS 100
    @Test
    void expectedOwner_another_isDenied() {
        String header = "x-amz-expected-bucket-owner";
        String own = RawClient.ACCOUNT.id();
        assertThat(s3.send(s3.client("GET", "/lake/open").header(header, own)).status())
                .isEqualTo(200);
        assertThat(s3.send(s3.client("GET", "/lake/open").header(header, "999999999999"))
                        .code())
                .isEqualTo("AccessDenied");
        Recorded malformed = s3.send(s3.client("GET", "/lake/open").header(header, "12"));
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.code()).isEqualTo("InvalidBucketOwnerAWSAccountID");
    }
}
