package io.tarn.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The root key and where it came from.
 *
 * @param key the key
 * @param file the file that keeps it, or empty if the user gave it
 * @param fresh true if this start made it
 */
record RootKeySource(RootKey key, Optional<Path> file, boolean fresh) {
    /**
     * The key that the user gave, else the one kept in the data directory, else a new one that is kept there.
     *
     * @throws UsageException if half a key is given, or the kept one is missing, unreadable or known to everybody
     */
    static RootKeySource find(Settings settings, Path data, RandomGenerator random) {
        Optional<RootKey> given = given(settings);
        if (given.isPresent()) {
            return new RootKeySource(given.get(), Optional.empty(), false);
        }
        RootKeyFile file = new RootKeyFile(data);
        Optional<Path> path = Optional.of(file.path());
        return file.read()
                .map(kept -> new RootKeySource(kept, path, false))
                .orElseGet(() -> new RootKeySource(file.create(random), path, true));
    }

    /**
     * The key that the user gave, else the one kept in the data directory; makes none.
     *
     * @throws UsageException if there is none
     */
    static RootKey existing(Settings settings, Path data) {
        RootKeyFile file = new RootKeyFile(data);
        return given(settings)
                .or(file::read)
                .orElseThrow(() -> new UsageException("there is no key to sign with: set %s and %s, or name the data"
                                .formatted(Setting.ACCESS_KEY.environment(), Setting.SECRET_KEY.environment())
                        + " directory of the server with --data"));
    }

    private static Optional<RootKey> given(Settings settings) {
        Optional<String> accessKey = settings.one(Setting.ACCESS_KEY);
        Optional<String> secret = settings.one(Setting.SECRET_KEY);
        if (accessKey.isPresent() != secret.isPresent()) {
            throw new UsageException("%s and %s go together: give both or none"
                    .formatted(Setting.ACCESS_KEY.environment(), Setting.SECRET_KEY.environment()));
        }
        return accessKey.map(id -> RootKey.chosen(id, secret.orElseThrow(), settings.source(Setting.ACCESS_KEY)));
    }
}
