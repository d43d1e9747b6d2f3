package io.tarn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.cli.ServeOptions.Durability;
import io.tarn.storage.local.Sabotage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flags, environment, file and defaults: which wins, and what is refused. */
final class OptionsTest {
    @TempDir
    private Path directory = Path.of("");

    private final Fixture tarn = new Fixture();

    @BeforeEach
    void useTemporaryData() {
        tarn.environment.put("TARN_DATA", directory.resolve("data").toString());
    }

    private ServeOptions served(String... arguments) {
        assertThat(tarn.run(arguments)).as(tarn.err()).isZero();
        return tarn.started.getLast();
    }

    private String refused(String... arguments) {
        assertThat(tarn.run(arguments)).isEqualTo(Program.MISUSED);
        assertThat(tarn.started).isEmpty();
        return tarn.err();
    }

    private Path file(String text) throws Exception {
        return Files.writeString(directory.resolve("tarn.yaml"), text);
    }

    @Test
    void serve_nothingGiven_usesTheDefaults() {
        ServeOptions options = served("serve");
        assertThat(options.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(options.address().getPort()).isEqualTo(9000);
        assertThat(options.adminAddress().getPort()).isEqualTo(9001);
        assertThat(options.region()).isEqualTo("us-east-1");
        assertThat(options.durability()).isEqualTo(Durability.FULL);
        assertThat(options.legacyDefaults()).isFalse();
        assertThat(options.domains()).isEmpty();
        assertThat(options.buckets()).isEmpty();
        assertThat(options.tls()).isEmpty();
        assertThat(tarn.closed).isOne();
    }

    @Test
    void serve_unknownOption_namesTheNearest() {
        assertThat(refused("serve", "--adress", "127.0.0.1:1"))
                .contains("unknown option '--adress'; the nearest is '--address'");
    }

    @Test
    void serve_unknownOptionWithValue_namesTheNearest() {
        assertThat(refused("serve", "--regoin=eu-west-1")).contains("'--regoin'; the nearest is '--region'");
    }

    @Test
    void run_unknownCommand_namesTheNearest() {
        assertThat(refused("server")).contains("unknown command 'server'; the nearest is 'serve'");
    }

    @Test
    void serve_unknownFileKey_namesTheNearest() throws Exception {
        assertThat(refused("serve", "--config", file("domian: s3.local\n").toString()))
                .contains("unknown key 'domian'; the nearest is 'domain'");
    }

    @Test
    void serve_misspeltVariable_namesTheNearest() {
        tarn.environment.put("TARN_REGON", "x");
        assertThat(refused("serve")).contains("unknown variable 'TARN_REGON'; the nearest is 'TARN_REGION'");
    }

    @Test
    void serve_variableOfSomebodyElse_isLeftAlone() {
        tarn.environment.put("TARN_SERVICE_PORT_9000_TCP", "tcp://10.0.0.1:9000");
        served("serve");
    }

    @Test
    void serve_flagEnvironmentFile_strongestWins() throws Exception {
        String file = file("region: from-file\ndurability: relaxed\ndefaults: legacy\naddress: 127.0.0.1:7\n")
                .toString();
        tarn.environment.put("TARN_REGION", "from-environment");
        tarn.environment.put("TARN_ADDRESS", "127.0.0.1:8");
        ServeOptions options = served("serve", "--config", file, "--region", "from-flag");
        assertThat(options.region()).isEqualTo("from-flag");
        assertThat(options.address().getPort()).isEqualTo(8);
        assertThat(options.durability()).isEqualTo(Durability.RELAXED);
        assertThat(options.legacyDefaults()).isTrue();
        assertThat(tarn.err()).contains("durability is relaxed");
    }

    @Test
    void serve_fileInEnvironment_isRead() throws Exception {
        tarn.environment.put("TARN_CONFIG", file("region: eu-north-1\n").toString());
        assertThat(served("serve").region()).isEqualTo("eu-north-1");
    }

    @Test
    void serve_lists_comeFromAnySource() throws Exception {
        String file = file("domain: [one.test, two.test]\nbuckets: a-1, b-2\n").toString();
        ServeOptions options = served("serve", "--config", file, "--domain", "three.test", "--domain", "four.test");
        assertThat(options.domains()).containsExactly("three.test", "four.test");
        assertThat(options.buckets()).containsExactly("a-1", "b-2");
        tarn.environment.put("TARN_BUCKETS", "x-1,y-2,x-1");
        assertThat(served("serve", "--config", file).buckets()).containsExactly("x-1", "y-2");
    }

    @Test
    void serve_beyondThisMachineWithoutTls_isRefused() {
        assertThat(refused("serve", "--address", "0.0.0.0:9000"))
                .contains("--address")
                .contains("plain HTTP would leave this machine")
                .contains("--insecure");
        assertThat(refused("serve", "--admin-address", "0.0.0.0:9001")).contains("--admin-address");
    }

    @Test
    void serve_beyondThisMachineInsecure_isAllowed() {
        ServeOptions options = served("serve", "--address", "0.0.0.0:9000", "--insecure");
        assertThat(options.address().getAddress().isAnyLocalAddress()).isTrue();
    }

    @Test
    void serve_certificateWithoutKey_isRefused() throws Exception {
        assertThat(refused("serve", "--tls-cert", file("").toString())).contains("go together");
    }

    @Test
    void serve_missingCertificate_isRefused() {
        assertThat(refused("serve", "--tls-cert", "/nowhere.pem", "--tls-key", "/nowhere.key"))
                .contains("--tls-cert: '/nowhere.pem'");
    }

    @Test
    void serve_malformedValues_nameTheWayOut() throws Exception {
        assertThat(refused("serve", "--address", "9000")).contains("write host:port");
        assertThat(refused("serve", "--address", "127.0.0.1:65536")).contains("write host:port");
        assertThat(refused("serve", "--region", "Us East")).contains("--region: 'Us East' will not do");
        assertThat(refused("serve", "--defaults", "old")).contains("write today or legacy");
        assertThat(refused("serve", "--durability", "maybe")).contains("write full or relaxed");
        assertThat(refused("serve", "--data")).contains("--data");
        tarn.environment.put("TARN_INSECURE", "yes");
        assertThat(refused("serve")).contains("TARN_INSECURE: 'yes' will not do: write true or false");
    }

    @Test
    void serve_badFiles_areRefused() throws Exception {
        assertThat(refused("serve", "--config", "/nowhere.yaml")).contains("cannot be read");
        assertThat(refused("serve", "--config", file("- a\n- b\n").toString())).contains("not a list of");
        assertThat(refused("serve", "--config", file("region: [a, b]\n").toString()))
                .contains("region takes one value");
        assertThat(refused("serve", "--config", file("region: {a: b}\n").toString()))
                .contains("region needs a plain value");
        assertThat(refused("serve", "--config", file("region: a\nregion: b\n").toString()))
                .contains("not YAML");
    }

    @Test
    void help_isPrintedAndNamesEveryFlag() {
        assertThat(tarn.run("serve", "--help")).isZero();
        for (Setting setting : Setting.values()) {
            setting.flag().ifPresent(flag -> assertThat(tarn.out()).contains(flag, setting.environment()));
        }
        assertThat(tarn.run("--help")).isZero();
        assertThat(tarn.out()).contains("serve");
    }

    @Test
    void version_isTheOneBuilt() {
        assertThat(tarn.run("--version")).isZero();
        assertThat(tarn.out()).matches("tarn \\d+\\.\\d+\\.\\d+\\S*\\s*");
    }

    @Test
    void mistakes_unknown_namesTheNearest() {
        assertThat(Mistakes.parse("")).isEmpty();
        assertThat(Mistakes.parse("skip-fdatasync, DROP_DELETE_RECORD"))
                .containsExactly(Sabotage.SKIP_FDATASYNC, Sabotage.DROP_DELETE_RECORD);
        assertThatThrownBy(() -> Mistakes.parse("skip-sync"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("unknown mistake 'skip-sync'");
    }

    @Test
    void hostPort_ipv6_isReadAndShownInBrackets() {
        HostPort place = HostPort.parse("[::1]:0").orElseThrow();
        assertThat(place).isEqualTo(new HostPort("::1", 0));
        assertThat(HostPort.parse("::1:9000")).isEmpty();
        assertThat(ClientLines.place(place.resolve().orElseThrow()))
                .startsWith("[")
                .endsWith("]:0");
    }
}
