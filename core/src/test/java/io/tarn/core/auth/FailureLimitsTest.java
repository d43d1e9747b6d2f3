package io.tarn.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.fixture.S3;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who fails too often is told to slow down; who signs rightly never is. */
final class FailureLimitsTest {
    private final AtomicLong now = new AtomicLong(RawClient.NOW.toEpochMilli());
    private final FailureLimits limits = new FailureLimits(() -> Instant.ofEpochMilli(now.get()), new Random(1));

    private static InetAddress peer(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }

    @Test
    void beyond_manyFailuresOfOneKey_isTrueUntilTheMinuteEnds() throws UnknownHostException {
        for (int i = 0; i < FailureLimits.KEY_FAILURES_MAX; i++) {
            assertThat(limits.beyond("AKIAONE", peer(i % 50))).isFalse();
        }
        assertThat(limits.beyond("AKIAONE", peer(60))).isTrue();
        assertThat(limits.beyond("AKIATWO", peer(60))).isFalse();
        now.addAndGet(60_000);
        assertThat(limits.beyond("AKIAONE", peer(60))).isFalse();
    }

    @Test
    void beyond_manyFailuresFromOnePeer_isTrueWhateverTheKey() throws UnknownHostException {
        for (int i = 0; i < FailureLimits.PEER_FAILURES_MAX; i++) {
            limits.beyond("AKIA" + i, peer(1));
        }
        assertThat(limits.beyond(null, peer(1))).isTrue();
        assertThat(limits.slowed()).isPositive();
    }

    // ABUSE 20
    @Test
    void wrongSignatures_withoutEnd_slowTheirSenderAndNotTheOwner() {
        try (S3 s3 = S3.with(new PolicyAuthorizer(id -> true), event -> {})) {
            s3.bucket("b-1");
            int status = 0;
            for (int i = 0; i <= FailureLimits.KEY_FAILURES_MAX; i++) {
                status = s3.send(s3.request("GET /b-1").secret("wrong-secret")).status();
            }
            assertThat(status).isEqualTo(503);
            assertThat(s3.send(s3.request("GET /b-1").secret("wrong-secret")).code())
                    .isEqualTo("SlowDown");
            assertThat(s3.ask("GET /b-1").status()).isEqualTo(200);
        }
    }
}
