package io.tarn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every package says its contract in one sentence and is null-marked. */
final class NullMarkedTest {
    private static final Pattern CONTRACT = Pattern.compile("/\\*\\*(?:(?!\\*/).)*?[\\w)}]\\.\\s", Pattern.DOTALL);

    private final Tree tree = Tree.here();

    @Test
    void package_ofMainCode_hasAContractAndIsNullMarked() {
        List<String> faults = new ArrayList<>();
        for (Path directory : packages("main")) {
            Path info = directory.resolve("package-info.java");
            if (!Files.exists(info)) {
                faults.add(tree.shown(directory) + ": no package-info.java");
                continue;
            }
            String text = Tree.read(info);
            if (!text.contains("@NullMarked")) {
                faults.add(tree.shown(info) + ": not @NullMarked");
            }
            if (!CONTRACT.matcher(text).find()) {
                faults.add(tree.shown(info) + ": no first sentence");
            }
        }
        assertThat(faults).isEmpty();
    }

    private SortedSet<Path> packages(String kind) {
        SortedSet<Path> packages = new TreeSet<>();
        tree.javaSources(kind).forEach(file -> packages.add(file.getParent()));
        return packages;
    }
}
