package io.tarn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.core.seal.MasterKey;
import io.tarn.storage.Bytes;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the master key comes from, and how it is kept. */
final class MasterKeyTest {
    private static final MasterKey KEY = MasterKey.generate(new Random(1));

    @TempDir
    private Path directory = Path.of("");

    private final Map<String, String> environment = new HashMap<>();

    private MasterKeySource source() {
        return MasterKeySource.of(Settings.of(List.of(Settings.ofEnvironment(environment))), directory.resolve("data"));
    }

    @Test
    void key_firstStart_isMadeForItsOwnerAloneAndKept() throws Exception {
        MasterKey made = source().key(null, new Random(2));
        Path file = directory.resolve("data/master-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(source().key(made.keyId(), new Random(3)).keyId()).isEqualTo(made.keyId());
    }

    // ABUSE 25
    @Test
    void key_missingBrokenOpenOrAnother_isRefused() throws Exception {
        Bytes used = source().key(null, new Random(2)).keyId();
        Path file = directory.resolve("data/master-key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertRefused("chmod 600", used);
        Files.delete(file);
        assertRefused("is missing", used);
        assertThat(file).doesNotExist();
        environment.put("TARN_MASTER_KEY", KEY.reveal());
        assertRefused("sealed under the master key", used);
        environment.put("TARN_MASTER_KEY", "c2hvcnQ=");
        assertRefused("openssl rand -base64 32", used);
    }

    @Test
    void key_ofTheEnvironment_isUsedAndNotWritten() {
        environment.put("TARN_MASTER_KEY", KEY.reveal());
        assertThat(source().key(null, new Random(2)).keyId()).isEqualTo(KEY.keyId());
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void key_ofAKeystore_isOpenedWithItsPassword() throws Exception {
        Path file = directory.resolve("keys.p12");
        char[] password = "letmein-please".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        byte[] bytes = java.util.Base64.getDecoder().decode(KEY.reveal());
        KeyStore.SecretKeyEntry entry = new KeyStore.SecretKeyEntry(new SecretKeySpec(bytes, "AES"));
        store.setEntry(MasterKeySource.ALIAS, entry, new KeyStore.PasswordProtection(password));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        environment.put("TARN_MASTER_KEYSTORE", file.toString());
        assertThatThrownBy(this::source).hasMessageContaining("TARN_MASTER_KEYSTORE_PASSWORD");
        environment.put("TARN_MASTER_KEYSTORE_PASSWORD", "letmein-please");
        assertThat(source().key(null, new Random(2)).keyId()).isEqualTo(KEY.keyId());
        environment.put("TARN_MASTER_KEYSTORE_PASSWORD", "another");
        assertThatThrownBy(this::source)
                .hasMessageContaining("cannot be opened")
                .hasMessageNotContaining("another");
        environment.put("TARN_MASTER_KEY", KEY.reveal());
        assertThatThrownBy(this::source).hasMessageContaining("give one");
    }

    private void assertRefused(String message, Bytes used) {
        assertThatThrownBy(() -> source().key(Objects.requireNonNull(used), new Random(9)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }
}
