package io.tarn.core.seal;

import io.tarn.storage.Bytes;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals bytes so that nobody without the key reads or changes them: AES-256-GCM under a random nonce of 96 bits, which
 * is good for 2^32 of them under one key (NIST SP 800-38D, 8.3). Prints as {@code ***}. Safe for many threads.
 */
public final class Seal {
    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    /** Bytes by which the sealed form is longer than what is in it: key id, nonce and tag. */
    public static final int OVERHEAD = 4 + NONCE_LENGTH + TAG_BITS / 8;

    private final Bytes keyId;
    private final SecretKeySpec key;
    private final RandomGenerator random;

    Seal(Bytes keyId, byte[] key, RandomGenerator random) {
        this.keyId = keyId;
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /**
     * Seals.
     *
     * @param context what the bytes belong to: only with the same are they opened again
     */
    public Bytes seal(Bytes plain, Bytes context) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain.toArray());
            return keyId.plus(Bytes.wrap(nonce)).plus(Bytes.wrap(sealed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java runtime cannot seal with " + AES_GCM, impossible);
        }
    }

    /** Opens what was sealed for the same purpose and context; null if it is anything else, or another key's. */
    public @Nullable Bytes open(Bytes sealed, Bytes context) {
        if (sealed.length() < OVERHEAD || !sealed.startsWith(keyId)) {
            return null;
        }
        int begin = keyId.length() + NONCE_LENGTH;
        byte[] nonce = sealed.slice(keyId.length(), begin).toArray();
        try {
            byte[] rest = sealed.slice(begin, sealed.length()).toArray();
            return Bytes.wrap(cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(rest));
        } catch (AEADBadTagException notOurs) {
            return null;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java runtime cannot open with " + AES_GCM, impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Bytes context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(AES_GCM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.toArray());
        return cipher;
    }

    @Override
    public String toString() {
        return "***";
    }
}
