package io.tarn.cli;

import io.tarn.core.seal.MasterKey;
import io.tarn.storage.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Where the master key comes from: the environment, a PKCS#12 file, or the file in the data directory, which the first
 * start makes.
 */
final class MasterKeySource {
    /** The name of the key in a PKCS#12 file. */
    static final String ALIAS = "tarn-master";

    private static final String FORM = "a master key is 32 random bytes in Base64, as 'openssl rand -base64 32' gives";

    private final @Nullable MasterKey given;
    private final SecretFile file;

    private MasterKeySource(@Nullable MasterKey given, SecretFile file) {
        this.given = given;
        this.file = file;
    }

    /**
     * Reads what the user gave.
     *
     * @throws UsageException if it is given twice, or is no master key
     */
    static MasterKeySource of(Settings settings, Path data) {
        Optional<String> text = settings.one(Setting.MASTER_KEY);
        Optional<String> keystore = settings.one(Setting.MASTER_KEYSTORE);
        if (text.isPresent() && keystore.isPresent()) {
            throw new UsageException("%s and %s both give a master key: give one"
                    .formatted(settings.source(Setting.MASTER_KEY), settings.source(Setting.MASTER_KEYSTORE)));
        }
        SecretFile file = new SecretFile(data, "master-key");
        if (text.isPresent()) {
            MasterKey key = MasterKey.parse(text.get().strip());
            if (key == null) {
                throw new UsageException(settings.source(Setting.MASTER_KEY) + ": " + FORM);
            }
            return new MasterKeySource(key, file);
        }
        return new MasterKeySource(keystore.map(path -> stored(settings, path)).orElse(null), file);
    }

    private static MasterKey stored(Settings settings, String path) {
        char[] password = settings.one(Setting.MASTER_KEYSTORE_PASSWORD)
                .orElseThrow(() -> new UsageException("%s needs %s"
                        .formatted(
                                settings.source(Setting.MASTER_KEYSTORE),
                                Setting.MASTER_KEYSTORE_PASSWORD.environment())))
                .toCharArray();
        try {
            KeyStore store = KeyStore.getInstance(Path.of(path).toFile(), password);
            Key key = store.getKey(ALIAS, password);
            byte[] bytes = key instanceof SecretKey ? key.getEncoded() : null;
            if (bytes == null || bytes.length != MasterKey.LENGTH) {
                throw settings.refused(
                        Setting.MASTER_KEYSTORE,
                        path,
                        "it needs a secret key of 256 bits called " + ALIAS + ": keytool -genseckey -alias " + ALIAS
                                + " -keyalg AES -keysize 256 -storetype PKCS12 -keystore " + path);
            }
            return MasterKey.of(bytes);
        } catch (IOException | GeneralSecurityException e) {
            throw settings.refused(Setting.MASTER_KEYSTORE, path, "it cannot be opened: " + e.getMessage());
        }
    }

    /**
     * The key that was given, else the one kept in the data directory, else a new one that is kept there.
     *
     * @param sealedWith the id of the key that the store's secrets are sealed under, or null if there are none yet
     * @throws UsageException if it is another than the store's, or missing although the store has secrets
     */
    MasterKey key(@Nullable Bytes sealedWith, RandomGenerator random) {
        MasterKey key = given == null ? kept(sealedWith, random) : given;
        if (sealedWith != null && !sealedWith.equals(key.keyId())) {
            throw new UsageException(("the store's secrets are sealed under the master key %s, this one is %s:"
                            + " give the one that the store was made with")
                    .formatted(sealedWith, key.keyId()));
        }
        return key;
    }

    private MasterKey kept(@Nullable Bytes sealedWith, RandomGenerator random) {
        Optional<String> text = file.read();
        if (text.isPresent()) {
            MasterKey key = MasterKey.parse(text.get().strip());
            if (key == null) {
                throw new UsageException(file.path() + ": " + FORM + ": restore it");
            }
            return key;
        }
        if (sealedWith != null) {
            throw new UsageException(
                    file.path() + " is missing, and the store's secrets are sealed under it: put it back," + " or set "
                            + Setting.MASTER_KEY.environment());
        }
        MasterKey key = MasterKey.generate(random);
        file.create(key.reveal() + "\n");
        return key;
    }
}
