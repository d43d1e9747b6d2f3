package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.local.disk.SystemDisk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of every released format opens for ever. */
final class GoldenImageTest {
    @TempDir
    Path directory;

    private LocalStore open(String name) {
        return LocalStore.open(
                directory.resolve(name),
                GoldenImage.options(),
                InstantSource.system(),
                new SplittableRandom(2),
                new SystemDisk());
    }

    private void unzip(String resource, Path target) throws IOException {
        try (InputStream in = Objects.requireNonNull(GoldenImageTest.class.getResourceAsStream(resource));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    @Test
    void open_imageOfFormat1_holdsWhatWasWritten() throws IOException {
        unzip("/golden/format-1.zip", directory.resolve("golden"));
        Expectation expected;
        try (LocalStore fresh = open("fresh")) {
            GoldenImage.write(fresh);
            GoldenImage.writeMore(fresh);
            expected = Expectation.of(fresh, 4);
        }
        try (LocalStore golden = open("golden")) {
            assertThat(golden.recovery().replayedRecords()).isBetween(5L, 8L);
            assertThat(golden.recovery().torn()).isFalse();
            assertThat(Expectation.of(golden, 4)).isEqualTo(expected);
            assertThat(golden.fences()).containsExactly(GoldenImage.FENCE);
            assertThat(golden.createSpace()).isEqualTo(4);
            LogRebuild.check(golden.engine());
        }
        try (LocalStore golden = open("golden")) {
            assertThat(Expectation.of(golden, 4)).isEqualTo(expected);
        }
    }
}
