package io.tarn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows of this module compiles, runs and names the version that is built. */
final class ReadmeExampleTest {
    private static final Path README = Path.of("../README.md");

    @Test
    void java_shown_isTheTestThatRuns() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/tarn/testkit/OrdersTest.java"));
        String shown = source.substring(source.indexOf("final class OrdersTest"));
        assertThat(Files.readString(README)).contains("```java\n" + shown + "```\n");
    }

    @Test
    void dependency_shown_isThisModule() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>"), pom.indexOf("</version>") + "</version>".length());
        String shown = """
                <dependency>
                  <groupId>io.tarn</groupId>
                  <artifactId>tarn-testkit</artifactId>
                  %s
                  <scope>test</scope>
                </dependency>
                """.formatted(version);
        assertThat(Files.readString(README)).contains("```xml\n" + shown + "```\n");
    }
}
