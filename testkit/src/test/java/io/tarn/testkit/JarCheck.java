package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users get. Run once it is packaged, so it is no ordinary test of the module. */
final class JarCheck {
    private static final Path JAR = Path.of(System.getProperty("tarn.jar"));

    @Test
    void classes_ofOthers_bearOurName() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> strays = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> !name.endsWith("/"))
                    .filter(name -> !name.startsWith("io/tarn/") && !name.startsWith("META-INF/"))
                    .toList();
            assertThat(strays).isEmpty();
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.stream().map(JarEntry::getName))
                    .noneMatch(name -> name.startsWith("META-INF/services/"))
                    .noneMatch(name -> name.endsWith(".so"));
        }
    }

    @Test
    void start_withTheJarAlone_answers(@TempDir Path directory) throws Exception {
        String logging = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("slf4j"))
                .collect(Collectors.joining(File.pathSeparator));
        String classPath = String.join(
                File.pathSeparator,
                JAR.toString(),
                logging,
                Path.of("target/test-classes").toAbsolutePath().toString());
        StartOnce.Figures figures = StartOnce.inProcess(classPath, directory);
        System.out.println("jar: " + figures);
        assertThat(figures.complaints()).isEmpty();
    }
}
