package io.tarn.core.seal;

import io.tarn.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The one key of which all others are derived, with HKDF-SHA256 (RFC 5869), one for each purpose. Prints as {@code ***}.
 * Safe for many threads.
 */
public final class MasterKey {
    /** Bytes of a master key, and of every key derived from one. */
    public static final int LENGTH = 32;

    private static final int KEY_ID_LENGTH = 4;
    private static final String KEY_ID_PURPOSE = "key-id";
    private static final byte[] SALT = "tarn master key 1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] key;
    private final Bytes keyId;

    private MasterKey(byte[] key) {
        this.key = key;
        this.keyId = Bytes.wrap(derive(KEY_ID_PURPOSE, KEY_ID_LENGTH));
    }

    /**
     * A master key of these bytes.
     *
     * @throws IllegalArgumentException if they are not {@link #LENGTH}
     */
    public static MasterKey of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a master key has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new MasterKey(bytes.clone());
    }

    /** A new one, from a source of chance that is not to be guessed. */
    public static MasterKey generate(RandomGenerator random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /** Reads what {@link #reveal} gives; null if it is anything else. */
    public static @Nullable MasterKey parse(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == LENGTH ? new MasterKey(bytes) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** The key in Base64, for the one file that keeps it. */
    public String reveal() {
        return Base64.getEncoder().encodeToString(key);
    }

    /** Four bytes that name the key and tell nothing of it. */
    public Bytes keyId() {
        return keyId;
    }

    /**
     * The seal of one purpose.
     *
     * @param purpose a word of ours, different for everything that must not be taken for each other
     * @param random gives nonces; not to be guessed, and safe for many threads
     */
    public Seal seal(String purpose, RandomGenerator random) {
        return new Seal(keyId, derive("seal " + purpose, LENGTH), random);
    }

    private byte[] derive(String purpose, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(key)
                            .addSalt(SALT)
                            .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), length));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java runtime has no HKDF-SHA256", missing);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
