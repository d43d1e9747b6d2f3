package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobTest {
    private static final long SEED = 20_260_117;

    /** Matches by trying: slow, short, and written without a look at the real one. */
    private static boolean naive(String pattern, String text) {
        boolean[][] covered = new boolean[pattern.length() + 1][text.length() + 1];
        covered[0][0] = true;
        for (int p = 1; p <= pattern.length(); p++) {
            char wanted = pattern.charAt(p - 1);
            for (int t = 0; t <= text.length(); t++) {
                boolean one = t > 0 && covered[p - 1][t - 1] && (wanted == '?' || wanted == text.charAt(t - 1));
                boolean many = wanted == '*' && (covered[p - 1][t] || (t > 0 && covered[p][t - 1]));
                covered[p][t] = many || (wanted != '*' && one);
            }
        }
        return covered[pattern.length()][text.length()];
    }

    private static String random(Random random, String alphabet, int lengthMax) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(lengthMax + 1);
        for (int index = 0; index < length; index++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void matches_shortPatterns_asTheNaiveMatcher() {
        Random random = new Random(SEED);
        for (int round = 0; round < 40_000; round++) {
            String pattern = random(random, "ab*?", 8);
            String text = random(random, "ab", 10);
            assertThat(Glob.of(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(naive(pattern, text));
        }
    }

    @Test
    void matches_longPieces_asTheNaiveMatcher() {
        Random random = new Random(SEED);
        for (int round = 0; round < 3_000; round++) {
            String piece = random(random, round % 2 == 0 ? "ab" : "ab?", 90);
            String pattern = "*" + piece + "*" + random(random, "ab?", 20) + (round % 3 == 0 ? "" : "*");
            String text = random(random, "ab", 40) + piece.replace('?', 'b') + random(random, "ab", 60);
            assertThat(Glob.of(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(naive(pattern, text));
        }
    }

    @Test
    void matches_withinBounds_seesNothingOutside() {
        assertThat(Glob.of("b*d").matches("abcde", 1, 4)).isTrue();
        assertThat(Glob.of("b*e").matches("abcde", 1, 4)).isFalse();
        assertThat(Glob.of("").matches("abc", 1, 1)).isTrue();
        assertThat(Glob.of("*cde*").matches("abcde", 1, 4)).isFalse();
    }

    @Test
    void matches_hostilePatterns_endsSoon() {
        String text = "a".repeat(20_000);
        String stars = "a*".repeat(5_000) + "b*";
        String longPiece = "*" + "a".repeat(9_000) + "b*";
        String wild = "*" + "a?".repeat(2_000) + "b?*";
        boolean[] matched = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new boolean[] {
            Glob.of(stars).matches(text),
            Glob.of(longPiece).matches(text),
            Glob.of(wild).matches(text)
        });
        assertThat(matched).containsOnly(false);
    }
}
