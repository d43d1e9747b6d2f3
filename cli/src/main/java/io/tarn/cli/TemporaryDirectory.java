package io.tarn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A directory that is gone when the work in it is done. */
final class TemporaryDirectory {
    private TemporaryDirectory() {}

    /** Makes the directory, does the work, and removes it with all that is in it. */
    static void use(Consumer<Path> work) {
        try {
            Path directory = Files.createTempDirectory("tarn-");
            try {
                work.accept(directory);
            } finally {
                remove(directory);
            }
        } catch (IOException e) {
            throw new StartException("a temporary directory cannot be made or removed: " + e, e);
        }
    }

    private static void remove(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(directory)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
