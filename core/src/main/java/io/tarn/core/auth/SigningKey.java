package io.tarn.core.auth;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key derived from a secret for one date, region and service. Prints as {@code ***}. Safe for many threads. */
final class SigningKey {
    private static final String HMAC = "HmacSHA256";

    /** Holds the key and is never fed: each signature is made by a copy. */
    private final Mac prototype;

    private SigningKey(Mac prototype) {
        this.prototype = prototype;
    }

    /** Derives the key (AWS Signature Version 4, "Derive a signing key"). */
    static SigningKey derive(Secret secret, Scope scope) {
        byte[] key = ("AWS4" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {scope.date(), scope.region(), scope.service(), Scope.TERMINAL}) {
            key = keyed(key).doFinal(step.getBytes(StandardCharsets.UTF_8));
        }
        return new SigningKey(keyed(key));
    }

    /** Signs a string to sign. */
    Signature sign(SignedText stringToSign) {
        return Signature.of(copy().doFinal(stringToSign.toArray()));
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException uncloneable) {
            throw new IllegalStateException("The runtime's " + HMAC + " cannot be copied", uncloneable);
        }
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException missing) {
            throw new IllegalStateException("This Java runtime has no " + HMAC, missing);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
