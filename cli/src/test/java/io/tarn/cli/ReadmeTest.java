package io.tarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README says what the program does. */
final class ReadmeTest {
    private static final Path README = Path.of("../README.md");

    @Test
    void options_table_isThatOfTheProgram() throws Exception {
        List<String> rows = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String flag = setting.flag()
                    .map(name -> (name + " " + setting.placeholder()).strip().replace("|", "\\|"))
                    .map(text -> "`" + text + "` ")
                    .orElse("");
            String value = setting.defaultValue().map(text -> "`" + text + "` ").orElse("");
            rows.add("| %s| `%s` | %s| %s |".formatted(flag, setting.environment(), value, setting.description()));
        }
        assertThat(Files.readAllLines(README)).containsAll(rows);
    }

    @Test
    void clientLines_areThoseThatAreShown() throws Exception {
        ClientLines lines = new ClientLines("http://127.0.0.1:9000", "us-east-1", java.util.Optional.empty());
        String readme = Files.readString(README);
        assertThat(readme).contains(lines.shell()).contains(lines.awsCli().getFirst());
        assertThat(readme).contains(lines.boto3()).contains(lines.java()).contains(lines.rclone());
    }
}
