package io.tarn.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.Caller;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.account.Account;
import io.tarn.core.auth.RawClient;
import io.tarn.core.fixture.Recorded;
import io.tarn.core.fixture.S3;
import io.tarn.core.fixture.Xml;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recent requests are explained, to those whom they concern. */
final class ExplanationsTest {
    private static final Caller OWNER = Caller.Identity.root(RawClient.ACCOUNT, RawClient.KEY_ID);
    private static final Caller STRANGER = Caller.Identity.root(new Account("999999999999", "d".repeat(64)), "OTHER");

    private final Explanations explanations = new Explanations(InstantSource.system());
    private final S3 s3 = S3.with(new PolicyAuthorizer(id -> true), explanations);

    @AfterEach
    void close() {
        s3.close();
    }

    private static String id(Recorded answer) {
        return Objects.requireNonNull(answer.header("x-amz-request-id"));
    }

    private String explained(Recorded answer) {
        return Objects.requireNonNull(explanations.explain(id(answer), OWNER, false));
    }

    @Test
    void explain_anExplicitDeny_showsTheStatement() {
        s3.bucket("lake");
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"NoReads\",\"Effect\":\"Deny\",\"Principal\":\"*\","
                        + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::lake/*\"}]}";
        assertThat(s3.tell("PUT /lake?policy", policy, "content-md5", Xml.md5(policy))
                        .status())
                .isEqualTo(204);
        Recorded answer = s3.ask("GET /lake/k");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(explained(answer))
                .contains("s3:GetObject on arn:aws:s3:::lake/k: DENIED", "statement 1 (Sid NoReads)")
                .contains("{\"Sid\":\"NoReads\",\"Effect\":\"Deny\"", "resource's policy  arn:aws:s3:::lake: decided");
    }

    @Test
    void explain_aWrongSignature_showsTheMistakeOrSaysThatThereIsNone() {
        assertThat(explained(s3.send(s3.request("GET /lake/k").secret(RawClient.SECRET + " "))))
                .contains("white space or quotes", "SignatureDoesNotMatch")
                .doesNotContain(RawClient.SECRET);
        assertThat(explained(s3.send(s3.request("GET /lake/k").secret("quite-another"))))
                .contains("probably the client has another secret", "The server's canonical request:");
    }

    @Test
    void explain_toAStranger_isNothing() {
        Recorded answer = s3.ask("GET /lake/k");
        assertThat(explanations.explain(id(answer), STRANGER, false)).isNull();
        assertThat(explanations.explain(id(answer), STRANGER, true)).isNotNull();
        assertThat(explanations.explain("0000000000000000", OWNER, true)).isNull();
    }

    @Test
    void explain_aFloodOfStrangers_leavesWhatKnownCallersDid() {
        Recorded mine = s3.ask("GET /lake/k");
        for (int i = 0; i <= Explanations.UNKNOWN_MAX; i++) {
            s3.send(s3.request("GET /lake/k").secret("wrong"));
        }
        assertThat(explained(mine)).contains("NoSuchBucket");
    }
}
