package io.tarn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void make_severalMissing_makesAll() throws IOException {
        Path directory = temporary.resolve("a/b/c");
        DurableDirectory.make(directory);
        DurableDirectory.make(directory);
        assertThat(directory).isDirectory();
    }

    @Test
    void make_fileInTheWay_isRefused() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> DurableDirectory.make(file.resolve("data"))).isInstanceOf(IOException.class);
    }
}
