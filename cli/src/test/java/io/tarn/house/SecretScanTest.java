package io.tarn.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No key, certificate or constant in the tree opens anything. */
final class SecretScanTest {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\\\nr\"+]*[A-Za-z0-9+/=]{40}");
    private static final Pattern ACCESS_KEY = Pattern.compile("\\b(?:AKIA|ASIA)(?!\\w*EXAMPLE)[A-Z2-7]{16}\\b");
    private static final Pattern SECRET_KEY = Pattern.compile("\"([A-Za-z0-9/+]{40})\"");
    private static final long FILE_BYTES_MAX = 8 << 20;

    private final Tree tree = Tree.here();

    // ABUSE 27
    @Test
    void tree_anyFile_holdsNoPrivateKey() throws Exception {
        assertThat(found(PRIVATE_KEY, allFiles())).isEmpty();
    }

    // ABUSE 24
    @Test
    void sources_mainCode_holdNoConstantThatAuthenticates() throws Exception {
        List<Path> main = allFiles().stream()
                .filter(file -> tree.shown(file).contains("src/main/"))
                .toList();
        assertThat(found(ACCESS_KEY, main)).isEmpty();
        assertThat(found(SECRET_KEY, main)).isEmpty();
    }

    @Test
    void scan_plantedSecrets_findsThem() {
        String body = "M".repeat(48);
        assertThat(PRIVATE_KEY
                        .matcher("-----BEGIN " + "PRIVATE KEY-----\n" + body)
                        .find())
                .isTrue();
        assertThat(PRIVATE_KEY
                        .matcher("startsWith(\"-----BEGIN " + "PRIVATE KEY-----\")")
                        .find())
                .isFalse();
        assertThat(ACCESS_KEY.matcher("\"AKIA" + "ABCDEFGHIJKLMNOP\"").find()).isTrue();
        assertThat(looksRandom("a1B2".repeat(10))).isTrue();
        assertThat(looksRandom("e3b0c44298fc1c149afbf4c8996fb92427ae41e4")).isFalse();
    }

    private List<String> found(Pattern pattern, List<Path> files) {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            for (MatchResult match : Tree.matches(pattern, file)) {
                if (match.groupCount() == 0 || looksRandom(match.group(1))) {
                    found.add(tree.shown(file) + ": " + match.group());
                }
            }
        }
        return found;
    }

    /** Forty characters of mixed case with digits: an S3 secret, and no hex digest or alphabet. */
    private static boolean looksRandom(String text) {
        boolean example = text.contains("EXAMPLE") || text.contains("ABCDEFGHIJ");
        return !example
                && text.chars().anyMatch(Character::isUpperCase)
                && text.chars().anyMatch(Character::isLowerCase)
                && text.chars().anyMatch(Character::isDigit);
    }

    private List<Path> allFiles() throws Exception {
        List<Path> files = new ArrayList<>();
        List<String> tops = new ArrayList<>(tree.modules());
        tops.addAll(List.of("docs", "it", ".ci"));
        for (String top : tops) {
            Path directory = tree.root().resolve(top);
            if (Files.isDirectory(directory)) {
                try (Stream<Path> walk = Files.walk(directory)) {
                    walk.filter(file -> !tree.shown(file).contains("target/"))
                            .filter(Files::isRegularFile)
                            .filter(file -> file.toFile().length() <= FILE_BYTES_MAX)
                            .forEach(files::add);
                }
            }
        }
        return files;
    }
}
