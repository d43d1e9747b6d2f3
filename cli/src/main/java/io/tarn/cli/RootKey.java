package io.tarn.cli;

import io.tarn.core.auth.GeneratedKey;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The account's root access key and its secret. Does not print the secret.
 *
 * @param accessKey 3 to 128 letters, digits and {@code ._-}
 * @param secret 8 to 128 printable ASCII characters without spaces
 */
record RootKey(String accessKey, String secret) {
    private static final Pattern ACCESS_KEY = Pattern.compile("[A-Za-z0-9._-]{3,128}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{8,128}");

    /** Passwords that products shipped with or manuals print; everybody tries them first. */
    private static final Set<String> KNOWN = Set.of(
            "test",
            "admin",
            "root",
            "secret",
            "minio",
            "minio123",
            "minioadmin",
            "minio-root-password",
            "minio_root_password",
            "rustfsadmin",
            "rustfssecret",
            "rootpass",
            "password",
            "password1",
            "password123",
            "changeme",
            "changeme123",
            "12345678",
            "123456789",
            "adminadmin",
            "admin123",
            "administrator",
            "seaweedfs",
            "testtest",
            "test1234",
            "localstack",
            "secretkey",
            "secret123",
            "supersecret",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private static final Set<String> KNOWN_ACCESS_KEYS = Set.of("minioadmin", "rustfsadmin", "AKIAIOSFODNN7EXAMPLE");

    /** A new key that nobody can guess. */
    static RootKey generate(RandomGenerator random) {
        GeneratedKey key = GeneratedKey.from(random);
        return new RootKey(key.accessKeyId(), key.secret().reveal());
    }

    /**
     * A key that somebody chose.
     *
     * @throws UsageException if it is malformed or one that everybody knows
     */
    static RootKey chosen(String accessKey, String secret, String source) {
        if (!ACCESS_KEY.matcher(accessKey).matches()) {
            throw new UsageException(source + ": an access key has 3 to 128 letters, digits, '.', '_' or '-'");
        }
        if (KNOWN.contains(secret) || KNOWN_ACCESS_KEYS.contains(accessKey) || secret.equals(accessKey)) {
            throw new UsageException(source + ": these credentials are known to everybody; choose others");
        }
        if (!SECRET.matcher(secret).matches()) {
            throw new UsageException(source + ": a secret has 8 to 128 printable characters and no space");
        }
        return new RootKey(accessKey, secret);
    }

    @Override
    public String toString() {
        return "RootKey[" + accessKey + ", ***]";
    }
}
