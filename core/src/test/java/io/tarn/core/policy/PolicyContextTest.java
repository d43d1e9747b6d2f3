package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyContextTest {
    private static final PolicyContext ONE = Scene.context("a:One", "1");
    private static final PolicyContext TWO = Scene.context("A:Two", "2", "3");

    @Test
    void values_knowNoCaseOfNames() {
        PolicyContext context = PolicyContext.builder()
                .all(ONE)
                .number("n", 7)
                .flag("f", true)
                .time("t", Instant.EPOCH)
                .texts("gone", List.of("x"))
                .texts("GONE", List.of())
                .build();
        assertThat(context.values("a:one")).containsExactly("1");
        assertThat(context.values("n")).containsExactly("7");
        assertThat(context.values("f")).containsExactly("true");
        assertThat(context.values("t")).containsExactly("1970-01-01T00:00:00Z");
        assertThat(context.values("gone")).isEmpty();
    }

    @Test
    void orElse_firstKnownCounts() {
        PolicyContext both = ONE.orElse(TWO).orElse(Scene.context("a:one", "other"));
        assertThat(both.values("a:one")).containsExactly("1");
        assertThat(both.values("a:two")).containsExactly("2", "3");
        assertThat(both.values("a:three")).isEmpty();
        assertThat(ONE.orElse(PolicyContext.EMPTY)).isSameAs(ONE);
        assertThat(PolicyContext.EMPTY.orElse(ONE)).isSameAs(ONE);
    }

    @Test
    void lazy_isAskedEachTime() {
        int[] asked = {0};
        PolicyContext lazy = PolicyContext.lazy(key -> List.of(key + asked[0]++));
        assertThat(lazy.values("k")).containsExactly("k0");
        assertThat(lazy.values("k")).containsExactly("k1");
        assertThatThrownBy(() -> PolicyContext.builder().all(lazy)).isInstanceOf(IllegalArgumentException.class);
        assertThat(lazy).isNotEqualTo(ONE).isEqualTo(lazy);
    }

    @Test
    void equals_sameKeys() {
        assertThat(ONE).isEqualTo(Scene.context("A:ONE", "1")).hasSameHashCodeAs(Scene.context("a:one", "1"));
        assertThat(ONE).isNotEqualTo(TWO).isNotEqualTo("a:one");
    }
}
