package io.tarn.core.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Fresh message digests, cloned from prototypes that nobody feeds: much cheaper than asking the providers each time. */
public final class Digests {
    private static final MessageDigest MD5 = find("MD5");
    private static final MessageDigest SHA1 = find("SHA-1");
    private static final MessageDigest SHA256 = find("SHA-256");
    private static final MessageDigest SHA512 = find("SHA-512");

    private Digests() {}

    /** A fresh MD5. */
    public static MessageDigest md5() {
        return fresh(MD5);
    }

    /** A fresh SHA-1. */
    public static MessageDigest sha1() {
        return fresh(SHA1);
    }

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        return fresh(SHA256);
    }

    /** A fresh SHA-512. */
    public static MessageDigest sha512() {
        return fresh(SHA512);
    }

    private static MessageDigest find(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java runtime has no " + name, missing);
        }
    }

    private static MessageDigest fresh(MessageDigest prototype) {
        try {
            return (MessageDigest) prototype.clone();
        } catch (CloneNotSupportedException uncloneable) {
            return find(prototype.getAlgorithm());
        }
    }
}
