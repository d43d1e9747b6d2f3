package io.tarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: what it prints, how it ends. */
@Timeout(60)
final class ProcessTest {
    private static final Pattern ENDPOINT = Pattern.compile("Endpoint +(\\S+)");
    private static final Pattern KEY_ID = Pattern.compile("<AccessKeyId>([^<]+)<");
    private static final Pattern SECRET = Pattern.compile("<SecretAccessKey>([^<]+)<");
    private static final Pattern TOKEN = Pattern.compile("<SessionToken>([^<]+)<");
    private static final byte[] NONE = new byte[0];
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory = Path.of("");

    private Process start(String... arguments) throws Exception {
        return start(null, arguments);
    }

    private Process start(@Nullable RootKey key, String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx192m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.tarn.cli.Main"),
                        Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TARN_") || name.startsWith("AWS_"));
        if (key != null) {
            builder.environment().put("AWS_ACCESS_KEY_ID", key.accessKey());
            builder.environment().put("AWS_SECRET_ACCESS_KEY", key.secret());
        }
        builder.redirectError(directory.resolve("stderr").toFile());
        return builder.start();
    }

    private String err() throws Exception {
        return Files.readString(directory.resolve("stderr"));
    }

    private static String readUntil(BufferedReader reader, String wanted) throws Exception {
        StringBuilder read = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            read.append(line).append('\n');
            if (line.contains(wanted)) {
                break;
            }
        }
        return read.toString();
    }

    @Test
    void serve_terminated_endsCleanlyAndStartsAgain() throws Exception {
        for (int run = 0; run < 2; run++) {
            Process process = start("serve", "--address", "127.0.0.1:0", "--admin-address", "127.0.0.1:0");
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(readUntil(reader, "rclone lsd")).as(err()).contains("Tarn is ready.", "us-east-1");
                process.toHandle().destroy();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(TERMINATED);
                assertThat(err()).contains("tarn: stopping").doesNotContain("WARN", "ERROR", "Exception");
            } finally {
                process.destroyForcibly();
            }
        }
        assertThat(directory.resolve("data/credentials")).exists();
    }

    @Test
    void serve_directoryInUse_isRefused() throws Exception {
        Process first = start("serve", "--address", "127.0.0.1:0", "--admin-address", "127.0.0.1:0");
        try (BufferedReader reader = first.inputReader(StandardCharsets.UTF_8)) {
            assertThat(readUntil(reader, "Tarn is ready.")).contains("Tarn is ready.");
            Process second = start("serve", "--address", "127.0.0.1:0", "--admin-address", "127.0.0.1:0");
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(Program.FAILED);
            assertThat(err()).startsWith("tarn: ");
        } finally {
            first.destroyForcibly();
        }
    }

    // ABUSE 96, 97
    @Test
    void serve_manyRequests_logsNoSecret() throws Exception {
        RootKey key = new RootKey("somebody", "kept-between-us-1234567890");
        RootKey wrong = new RootKey("somebody", "another-guess-at-the-secret");
        Process process = start(
                key,
                "serve",
                "--address",
                "127.0.0.1:0",
                "--admin-address",
                "127.0.0.1:0",
                "--buckets",
                "made-at-start");
        StringBuilder shown = new StringBuilder();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
                HttpClient http = HttpClient.newHttpClient()) {
            shown.append(readUntil(reader, "rclone lsd"));
            Matcher endpoint = ENDPOINT.matcher(shown);
            assertThat(endpoint.find()).isTrue();
            SignedClient right = new SignedClient(http, endpoint.group(1), "us-east-1", key, Clock.systemUTC());
            SignedClient guessing = new SignedClient(http, endpoint.group(1), "us-east-1", wrong, Clock.systemUTC());
            assertThat(right.send("GET", "/", Map.of(), NONE).body()).contains("made-at-start");
            assertThat(right.send("PUT", "/made-at-start/key", Map.of(), new byte[9])
                            .statusCode())
                    .isEqualTo(200);
            assertThat(right.send("PUT", "/Bad_Name", Map.of(), NONE).statusCode())
                    .isEqualTo(400);
            HttpResponse<String> refused = guessing.send("GET", "/", Map.of(), NONE);
            assertThat(refused.statusCode()).isEqualTo(403);
            shown.append(refused.body());
            process.toHandle().destroy();
            shown.append(readUntil(reader, "nothing"));
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(shown.append(err())).contains("somebody").doesNotContain(key.secret());
    }

    // ABUSE 96, 98
    @Test
    void serve_secretsMade_lieNowhereInPlain() throws Exception {
        RootKey key = new RootKey("somebody", "kept-between-us-1234567890");
        Set<String> secrets = new HashSet<>(Set.of(key.secret(), "chosen-secret-of-ana"));
        Process process = start(key, "serve", "--address", "127.0.0.1:0", "--admin-address", "127.0.0.1:0");
        StringBuilder shown = new StringBuilder();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
                HttpClient http = HttpClient.newHttpClient()) {
            shown.append(readUntil(reader, "rclone lsd"));
            String admin = found(Pattern.compile("Admin +(\\S+)"), shown);
            String endpoint = found(ENDPOINT, shown);
            SignedClient operator = new SignedClient(http, admin, "us-east-1", "tarn", key, Clock.systemUTC());
            String made = operator.send("POST", "/", Map.of(), form("CreateAccount&Version=2026-01-01&Name=bea"))
                    .body();
            secrets.add(found(SECRET, made));
            RootKey bea = new RootKey(found(KEY_ID, made), found(SECRET, made));
            operator.send(
                    "POST",
                    "/",
                    Map.of(),
                    form("CreateAccount&Version=2026-01-01&Name=ana&AccessKeyId=ANAKEY"
                            + "&SecretAccessKey=chosen-secret-of-ana"));
            SignedClient sts = new SignedClient(http, endpoint, "us-east-1", "sts", bea, Clock.systemUTC());
            String session = sts.send("POST", "/", Map.of(), form("GetSessionToken&Version=2011-06-15"))
                    .body();
            secrets.add(found(SECRET, session));
            secrets.add(found(TOKEN, session));
            new SignedClient(http, endpoint, "us-east-1", bea, Clock.systemUTC())
                    .send("PUT", "/of-bea", Map.of(), NONE);
            process.toHandle().destroy();
            shown.append(readUntil(reader, "nothing"));
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(secrets).hasSize(5);
        String masterKey =
                Files.readString(directory.resolve("data/master-key")).strip();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                secrets.forEach(secret ->
                        assertThat(content.contains(secret)).as(file.toString()).isFalse());
                assertThat(content.contains(masterKey)).isEqualTo(file.endsWith("master-key"));
            }
        }
        secrets.forEach(secret -> assertThat(shown.indexOf(secret)).isNegative());
    }

    private static byte[] form(String actionAndMore) {
        return ("Action=" + actionAndMore).getBytes(StandardCharsets.UTF_8);
    }

    private static String found(Pattern pattern, CharSequence text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text.toString()).isTrue();
        return matcher.group(1);
    }

    @Test
    void rehearse_anEmptyStore_passes() throws Exception {
        Process process = start("rehearse");
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(err()).isZero();
    }

    @Test
    void run_unknownCommand_endsWithMisuse() throws Exception {
        Process process = start("sevre");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Program.MISUSED);
        assertThat(err()).contains("the nearest is 'serve'");
    }
}
