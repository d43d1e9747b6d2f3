package io.tarn.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateTest {
    private static void generate(Path output) throws IOException {
        Generate.main(new String[] {"model", "s3", "io.tarn.api.s3", "S3", output.toString()});
    }

    private static Map<String, String> contents(Path output) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(output.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void main_again_writesNothingAndDropsWhatIsStale(@TempDir Path output) throws IOException {
        generate(output);
        Map<String, String> first = contents(output);
        assertThat(first).hasSizeGreaterThan(500).containsKey("io/tarn/api/s3/S3Operation.java");
        Path sample = output.resolve("io/tarn/api/s3/S3Operation.java");
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(sample, old);
        Files.writeString(output.resolve("Stale.java"), "class Stale {}");

        generate(output);

        assertThat(contents(output)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(sample)).isEqualTo(old);
    }
}
