package io.tarn.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source tree that the rules look at: its modules, sources and documents. */
final class Tree {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final Path root;

    private Tree(Path root) {
        this.root = root;
    }

    /** The tree around the working directory: the nearest parent whose pom lists modules. */
    static Tree here() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path pom = at.resolve("pom.xml");
            if (Files.exists(pom) && read(pom).contains("<modules>")) {
                return new Tree(at);
            }
        }
        throw new IllegalStateException("not inside the source tree");
    }

    Path root() {
        return root;
    }

    /** Names of the Maven modules, lowest floor first. */
    List<String> modules() {
        return MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Directories of compiled main classes that exist. */
    List<Path> mainClasses() {
        return modules().stream()
                .map(module -> root.resolve(module).resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    /** Hand-written Java files of all modules under {@code src/main/java} or {@code src/test/java}. */
    List<Path> javaSources(String... kinds) {
        List<Path> sources = new ArrayList<>();
        for (String module : modules()) {
            for (String kind : kinds) {
                sources.addAll(files(root.resolve(module).resolve("src").resolve(kind), ".java"));
            }
        }
        return sources;
    }

    /** Files below a directory whose name ends so, sorted; none if there is no such directory. */
    static List<Path> files(Path directory, String ending) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path as it is shown in a failure: relative to the root. */
    String shown(Path file) {
        return root.relativize(file).toString();
    }

    static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All matches of a pattern in a file. */
    static List<MatchResult> matches(Pattern pattern, Path file) {
        return pattern.matcher(read(file)).results().toList();
    }
}
