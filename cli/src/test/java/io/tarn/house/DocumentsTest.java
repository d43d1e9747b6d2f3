package io.tarn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents stay true: what they name exists. */
final class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern RULE = Pattern.compile("(?m)^\\| (?!rule|-)([^|]+?) \\| ([^|]+) \\|$");
    private static final Pattern ENFORCER = Pattern.compile("`(\\w+)(?:#(\\w+))?`");
    private static final Pattern WORKPLACE = Pattern.compile("/work/|\\bworktree\\b|\\.\\./shared");

    private final Tree tree = Tree.here();

    @Test
    void links_allDocuments_leadToFiles() throws Exception {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult link : Tree.matches(LINK, document)) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    broken.add(tree.shown(document) + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void invariants_everyRule_namesATestThatExists() {
        Map<String, String> tests = new HashMap<>();
        tree.javaSources("test", "main")
                .forEach(file -> tests.put(file.getFileName().toString().replace(".java", ""), Tree.read(file)));
        List<String> faults = new ArrayList<>();
        List<MatchResult> rules = Tree.matches(RULE, tree.root().resolve("docs/INVARIANTS.md"));
        for (MatchResult rule : rules) {
            List<MatchResult> enforcers =
                    ENFORCER.matcher(rule.group(2)).results().toList();
            if (enforcers.isEmpty()) {
                faults.add(rule.group(1) + ": no test");
            }
            for (MatchResult enforcer : enforcers) {
                String source = tests.get(enforcer.group(1));
                if (source == null || !source.contains(Objects.requireNonNullElse(enforcer.group(2), ""))) {
                    faults.add(rule.group(1) + ": no " + enforcer.group());
                }
            }
        }
        assertThat(rules).hasSizeGreaterThan(10);
        assertThat(faults).isEmpty();
    }

    @Test
    void documents_all_speakOfThisRepositoryOnly() throws Exception {
        List<String> strays = new ArrayList<>();
        for (Path document : documents()) {
            Tree.matches(WORKPLACE, document).forEach(word -> strays.add(tree.shown(document) + ": " + word.group()));
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void root_listing_staysShort() throws Exception {
        try (Stream<Path> entries = Files.list(tree.root())) {
            List<String> documents = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .toList();
            assertThat(documents)
                    .containsExactlyInAnyOrder(
                            "README.md",
                            "ARCHITECTURE.md",
                            "SEMANTICS.md",
                            "CONTRIBUTING.md",
                            "SECURITY.md",
                            "CHANGELOG.md");
        }
    }

    private List<Path> documents() throws Exception {
        List<Path> documents = new ArrayList<>(Tree.files(tree.root().resolve("docs"), ".md"));
        try (Stream<Path> entries = Files.list(tree.root())) {
            entries.filter(entry -> entry.getFileName().toString().endsWith(".md"))
                    .forEach(documents::add);
        }
        return documents;
    }
}
