package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From {@link Tarn#start} to the first answer. The limit is for slow machines; the figures stand in the output. */
final class StartTimeTest {
    private static final long MILLIS_MAX = 2_000;

    @Test
    void start_coldProcess_answersInTimeAndSaysNothing(@TempDir Path directory) throws Exception {
        StartOnce.Figures figures = StartOnce.inProcess(System.getProperty("java.class.path"), directory);
        System.out.println("cold: " + figures);
        // Work, not time: other programs of the machine slow a cold start down by any factor.
        assertThat(figures.processorMillis()).isLessThan(MILLIS_MAX);
        assertThat(figures.complaints()).isEmpty();
    }

    @Test
    void start_again_answersInTime() throws Exception {
        StartOnce.millis();
        long millis = StartOnce.millis();
        System.out.printf("warm: %d ms to the first answer%n", millis);
        assertThat(millis).isLessThan(MILLIS_MAX);
    }
}
