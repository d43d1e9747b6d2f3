package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A span of ten nanoseconds in which a hundred bytes must come. */
final class PaceTest {
    private final Pace pace = new Pace(EdgeLimits.builder()
            .bodyPaceTime(Duration.ofNanos(10))
            .bodyPaceBytesMin(100)
            .build());

    // ABUSE 90
    @Test
    void tooSlow_fewerBytesThanOwed_isSaidAtTheEndOfTheSpan() {
        pace.owes(1_000);
        pace.moved(99);
        assertThat(pace.due(1_010)).isFalse();
        assertThat(pace.tooSlow(1_010)).isFalse();
        assertThat(pace.due(1_011)).isTrue();
        assertThat(pace.tooSlow(1_011)).isTrue();
    }

    @Test
    void tooSlow_enoughBytes_beginsTheNextSpan() {
        pace.owes(0);
        pace.moved(100);
        assertThat(pace.tooSlow(11)).isFalse();
        assertThat(pace.due(21)).isFalse();
        assertThat(pace.due(22)).isTrue();
        assertThat(pace.tooSlow(22)).as("what came before counts no more").isTrue();
    }

    @Test
    void rests_timeInWhichNothingIsOwed_doesNotCount() {
        pace.owes(0);
        pace.owes(5);
        pace.rests(6);
        assertThat(pace.due(1_000)).isFalse();
        pace.owes(1_000);
        assertThat(pace.due(1_004)).isFalse();
        assertThat(pace.due(1_005)).isTrue();
    }

    @Test
    void reset_newBody_beginsAnew() {
        pace.owes(0);
        pace.reset();
        assertThat(pace.due(11)).isFalse();
        pace.owes(20);
        assertThat(pace.due(30)).isFalse();
        assertThat(pace.due(31)).isTrue();
    }
}
