package io.tarn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Requirement rows are cited by the test that covers them, or {@code docs/NOT-APPLICABLE.md} says why none does. */
final class RequirementsTest {
    private static final Pattern CITED = Pattern.compile("\\b(ERRORS|BEHAVIOURS|ABUSE) (\\d+(?:, ?\\d+)*)");
    private static final Pattern EXCUSED = Pattern.compile("(?m)^- (ERRORS|BEHAVIOURS|ABUSE) ([\\d, ]+): \\S.*$");
    private static final Map<String, Integer> LAST_ROW = Map.of("ERRORS", 105, "BEHAVIOURS", 48, "ABUSE", 104);

    private final Tree tree = Tree.here();

    @Test
    void rows_everyOne_isTestedOrExcused() {
        SortedSet<String> open = new TreeSet<>();
        SortedSet<String> tested = tested();
        SortedSet<String> excused = excused();
        LAST_ROW.forEach((page, last) -> {
            for (int row = 1; row <= last; row++) {
                String name = name(page, row);
                if (!tested.contains(name) && !excused.contains(name)) {
                    open.add(name);
                }
            }
        });
        Map<String, Integer> perPage = new TreeMap<>();
        open.forEach(row -> perPage.merge(row.substring(0, row.indexOf(' ')), 1, Integer::sum));
        assertThat(open).as("rows without a test, %s", perPage).isEmpty();
    }

    @Test
    void rows_cited_exist() {
        List<String> beyond = new ArrayList<>();
        SortedSet<String> named = tested();
        named.addAll(excused());
        for (String row : named) {
            String[] words = row.split(" ", -1);
            int number = Integer.parseInt(words[1]);
            if (number < 1 || number > LAST_ROW.getOrDefault(words[0], 0)) {
                beyond.add(row);
            }
        }
        assertThat(beyond).isEmpty();
    }

    private SortedSet<String> tested() {
        List<Path> sources = new ArrayList<>(tree.javaSources("test"));
        sources.addAll(Tree.files(tree.root().resolve("testkit/src/main"), ".java"));
        for (String ending : List.of(".sh", ".py", ".mjs", ".java")) {
            sources.addAll(Tree.files(tree.root().resolve("it/clients"), ending));
            sources.addAll(Tree.files(tree.root().resolve("it/java"), ending));
        }
        return rows(CITED, sources);
    }

    private SortedSet<String> excused() {
        return rows(EXCUSED, List.of(tree.root().resolve("docs/NOT-APPLICABLE.md")));
    }

    private static SortedSet<String> rows(Pattern pattern, List<Path> files) {
        SortedSet<String> rows = new TreeSet<>();
        for (Path file : files) {
            for (MatchResult match : Tree.matches(pattern, file)) {
                for (String row : match.group(2).split(",", -1)) {
                    rows.add(name(match.group(1), Integer.parseInt(row.strip())));
                }
            }
        }
        return rows;
    }

    private static String name(String page, int row) {
        return page + " " + row;
    }
}
