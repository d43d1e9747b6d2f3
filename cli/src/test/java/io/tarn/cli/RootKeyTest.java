package io.tarn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the root key comes from, how it is kept, and which keys are refused. */
final class RootKeyTest {
    private static final Pattern SHOWN = Pattern.compile("Secret key +([A-Za-z0-9]{40}) ");

    @TempDir
    private Path directory = Path.of("");

    private final Fixture tarn = new Fixture();
    private Path data = Path.of("");

    @BeforeEach
    void useTemporaryData() {
        data = directory.resolve("data");
        tarn.environment.put("TARN_DATA", data.toString());
    }

    // ABUSE 26
    @Test
    void serve_firstStart_generatesAKeyAndShowsItOnce() throws Exception {
        assertThat(tarn.run("serve")).isZero();
        Matcher shown = SHOWN.matcher(tarn.out());
        assertThat(shown.find()).isTrue();
        RootKey key = tarn.keys.getFirst();
        assertThat(shown.group(1)).isEqualTo(key.secret());
        Path file = data.resolve("credentials");
        assertThat(Files.readString(file)).contains(key.accessKey(), key.secret());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");

        tarn.out.reset();
        assertThat(tarn.run("serve")).isZero();
        assertThat(tarn.keys.getLast()).isEqualTo(key);
        assertThat(tarn.out()).contains(key.accessKey(), file.toString()).doesNotContain(key.secret());
    }

    @Test
    void generate_anyRandomness_isWellFormedAndDifferent() {
        RootKey one = RootKey.generate(new Random(1));
        RootKey two = RootKey.generate(new Random(2));
        assertThat(RootKey.chosen(one.accessKey(), one.secret(), "test")).isEqualTo(one);
        assertThat(one.accessKey()).isNotEqualTo(two.accessKey());
        assertThat(one.secret()).isNotEqualTo(two.secret());
    }

    @Test
    void serve_keyInEnvironment_isUsedAndNotKept() {
        tarn.environment.put("AWS_ACCESS_KEY_ID", "mine");
        tarn.environment.put("AWS_SECRET_ACCESS_KEY", "only-mine-and-nobody-elses");
        assertThat(tarn.run("serve")).isZero();
        assertThat(tarn.keys).containsExactly(new RootKey("mine", "only-mine-and-nobody-elses"));
        assertThat(data.resolve("credentials")).doesNotExist();
        assertThat(tarn.out()).contains("mine").doesNotContain("only-mine-and-nobody-elses");
    }

    @Test
    void serve_halfAKey_isRefused() {
        tarn.environment.put("AWS_ACCESS_KEY_ID", "mine");
        assertThat(tarn.run("serve")).isEqualTo(Program.MISUSED);
        assertThat(tarn.err()).contains("go together");
    }

    // ABUSE 26
    @ParameterizedTest
    @CsvSource({
        "minioadmin, minioadmin",
        "minioadmin, a-strong-and-secret-secret",
        "rustfsadmin, rustfsadmin",
        "admin, password",
        "root, password",
        "test, test",
        "minio, minio123",
        "samesame, samesame",
        "AKIAIOSFODNN7EXAMPLE, wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    })
    void serve_wellKnownCredentials_areRefused(String accessKey, String secret) {
        tarn.environment.put("AWS_ACCESS_KEY_ID", accessKey);
        tarn.environment.put("AWS_SECRET_ACCESS_KEY", secret);
        assertThat(tarn.run("serve")).isEqualTo(Program.MISUSED);
        assertThat(tarn.err()).contains("known to everybody").doesNotContain("a-strong-and-secret-secret");
        assertThat(tarn.started).isEmpty();
    }

    // ABUSE 9
    @Test
    void serve_emptyOrShortSecret_isRefused() {
        tarn.environment.put("AWS_ACCESS_KEY_ID", "mine");
        tarn.environment.put("AWS_SECRET_ACCESS_KEY", "short");
        assertThat(tarn.run("serve")).isEqualTo(Program.MISUSED);
        assertThat(tarn.err()).contains("8 to 128");
        tarn.environment.put("AWS_SECRET_ACCESS_KEY", "");
        assertThat(tarn.run("serve")).isEqualTo(Program.MISUSED);
    }

    // ABUSE 25
    @Test
    void serve_storeWithoutItsKey_isRefused() throws Exception {
        Files.createDirectories(data.resolve("store"));
        assertThat(tarn.run("serve")).isEqualTo(Program.MISUSED);
        assertThat(tarn.err()).contains("credentials is missing although the store exists");
        assertThat(data.resolve("credentials")).doesNotExist();
    }

    // ABUSE 25
    @Test
    void serve_brokenKeyFile_isRefusedAndLeftAlone() throws Exception {
        Files.createDirectories(data);
        Path file = Files.createFile(
                data.resolve("credentials"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        assertThat(tarn.run("serve")).isEqualTo(Program.MISUSED);
        assertThat(tarn.err()).contains("not in the form");
        assertThat(file).isEmptyFile();
    }

    // ABUSE 25
    @Test
    void serve_keyFileOpenToOthers_isRefused() throws Exception {
        assertThat(tarn.run("serve")).isZero();
        Files.setPosixFilePermissions(data.resolve("credentials"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(tarn.run("serve")).isEqualTo(Program.MISUSED);
        assertThat(tarn.err()).contains("open to other users: chmod 600");
    }

    @Test
    void create_keyIsThere_isNotReplaced() throws Exception {
        RootKeyFile file = new RootKeyFile(data);
        RootKey first = file.create(new Random(1));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> file.create(new Random(2)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("another process");
        assertThat(file.read()).contains(first);
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(file.path());
        }
    }

    // ABUSE 96
    @Test
    void toString_ofAKey_hidesTheSecret() {
        RootKey key = new RootKey("mine", "only-mine-and-nobody-elses");
        assertThat(key.toString()).contains("mine").doesNotContain("nobody");
        assertThat(new RootKeySource(key, java.util.Optional.empty(), false).toString())
                .doesNotContain("nobody");
    }
}
