package io.tarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.s3.S3Operation;
import io.tarn.core.access.PolicyAuthorizer;
import io.tarn.core.account.Accounts;
import io.tarn.core.gate.S3Settings;
import io.tarn.core.service.S3Service;
import io.tarn.storage.Store;
import io.tarn.storage.memory.MemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
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
        ClientLines lines = new ClientLines("http://127.0.0.1:9000", "us-east-1", Optional.empty());
        String readme = Files.readString(README);
        assertThat(readme).contains(lines.shell()).contains(lines.awsCli().getFirst());
        assertThat(readme).contains(lines.boto3()).contains(lines.java()).contains(lines.rclone());
    }

    @Test
    void operations_lists_areThoseOfTheService() throws Exception {
        SortedSet<String> work = new TreeSet<>();
        SortedSet<String> unset = new TreeSet<>();
        SortedSet<String> missing = new TreeSet<>();
        try (Store store = new MemoryStore();
                S3Service service = S3Service.open(
                        store,
                        new S3Settings(
                                "us-east-1",
                                List.of(),
                                (id, token) -> null,
                                Accounts.only(LocalAssembly.ACCOUNT),
                                new PolicyAuthorizer(id -> true)),
                        Clock.systemUTC(),
                        new Random(1))) {
            for (S3Operation operation : S3Operation.values()) {
                if (operation.modelled()) {
                    boolean handled = service.operations().contains(operation);
                    boolean neverSet = service.unsetOperations().contains(operation);
                    (neverSet ? unset : handled ? work : missing).add(operation.apiName());
                }
            }
        }
        System.out.println(work.size() + " operations work: " + work);
        System.out.println(unset.size() + " answer as where nothing was ever set: " + unset);
        System.out.println(missing.size() + " answer 501: " + missing);
        String readme = Files.readString(README);
        assertThat(readme)
                .contains("**%d of the %d operations of S3 work, %d more answer"
                        .formatted(work.size(), work.size() + unset.size() + missing.size(), unset.size()));
        assertThat(names(readme, "Work: ")).containsExactlyElementsOf(work);
        assertThat(names(readme, "Answer as for a setting that was never set: "))
                .containsExactlyElementsOf(unset);
    }

    /** The names of the paragraph that begins so, up to its full stop. */
    private static List<String> names(String readme, String beginning) {
        int start = readme.indexOf("\n" + beginning) + 1 + beginning.length();
        return List.of(readme.substring(start, readme.indexOf('.', start)).split(",\\s+", -1));
    }
}
