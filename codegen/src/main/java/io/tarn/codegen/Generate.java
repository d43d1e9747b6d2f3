package io.tarn.codegen;

import com.palantir.javapoet.JavaFile;
import io.tarn.codegen.model.ModelFile;
import io.tarn.codegen.model.Service;
import io.tarn.codegen.write.ServiceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The program: {@code <model directory>}, then for each service {@code <service> <package> <prefix> <output directory>}. */
public final class Generate {
    private Generate() {}

    /** Reads the model and writes the files that changed; files that are no longer generated are deleted. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 5 || arguments.length % 4 != 1) {
            throw new IllegalArgumentException(
                    "expected: <model directory> (<service> <package> <prefix> <output directory>)...");
        }
        for (int i = 1; i < arguments.length; i += 4) {
            Service service = ModelFile.read(Path.of(arguments[0]), arguments[i]);
            String packageName = arguments[i + 1];
            write(
                    new ServiceFiles(service, packageName, packageName, arguments[i + 2]).files(),
                    Path.of(arguments[i + 3]));
        }
    }

    private static void write(List<JavaFile> files, Path output) throws IOException {
        Set<Path> kept = new HashSet<>();
        for (JavaFile file : files) {
            Path target = output.resolve(file.packageName().replace('.', '/'))
                    .resolve(file.typeSpec().name() + ".java");
            kept.add(target);
            String text = file.toString();
            if (!Files.exists(target) || !Files.readString(target).equals(text)) {
                Files.createDirectories(target.getParent());
                Files.writeString(target, text);
            }
        }
        if (Files.exists(output)) {
            try (Stream<Path> present = Files.walk(output)) {
                for (Path path : present.filter(Files::isRegularFile).toList()) {
                    if (!kept.contains(path)) {
                        Files.delete(path);
                    }
                }
            }
        }
    }
}
