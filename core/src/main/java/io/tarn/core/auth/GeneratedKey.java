package io.tarn.core.auth;

import java.util.random.RandomGenerator;

/**
 * The id and secret of an access key that nobody can guess: 80 bits name it and 238 bits are secret.
 *
 * @param accessKeyId 20 capital letters and digits
 * @param secret 40 letters and digits
 */
public record GeneratedKey(String accessKeyId, Secret secret) {
    /** What the ids of keys begin with that are good with a session token only. */
    public static final String TEMPORARY_PREFIX = "TART";

    private static final String PREFIX = "TARN";
    private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 16;
    private static final int SECRET_LENGTH = 40;

    /** The next key from a source of chance that is not to be guessed. */
    public static GeneratedKey from(RandomGenerator random) {
        return from(PREFIX, random);
    }

    /** The same for a session. */
    public static GeneratedKey temporary(RandomGenerator random) {
        return from(TEMPORARY_PREFIX, random);
    }

    private static GeneratedKey from(String prefix, RandomGenerator random) {
        String id = prefix + letters(random, ID_LETTERS, ID_LENGTH);
        return new GeneratedKey(id, Secret.of(letters(random, SECRET_LETTERS, SECRET_LENGTH)));
    }

    private static String letters(RandomGenerator random, String alphabet, int length) {
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }
}
