package io.tarn.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file in the data directory that keeps the generated root key: readable by its owner alone, and in the form of
 * an AWS shared credentials file, so that clients can be pointed at it.
 */
final class RootKeyFile {
    private static final Pattern FORM = Pattern.compile(
            "\\[default]\\s+aws_access_key_id\\s*=\\s*(\\S+)\\s+aws_secret_access_key\\s*=\\s*(\\S+)\\s*");

    private final Path directory;
    private final SecretFile file;

    RootKeyFile(Path directory) {
        this.directory = directory;
        this.file = new SecretFile(directory, "credentials");
    }

    /** Where the key is kept. */
    Path path() {
        return file.path();
    }

    /**
     * The key that is kept, or empty if this directory never had one.
     *
     * @throws UsageException if a store is there without its key, or the file is unreadable, broken or open to others
     */
    Optional<RootKey> read() {
        Optional<String> text = file.read();
        if (text.isEmpty()) {
            if (Files.exists(directory.resolve("store"))) {
                throw new UsageException(path() + " is missing although the store exists: put it back, or set"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
            }
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text.get());
        if (!form.matches()) {
            throw new UsageException(path() + " is not in the form that was written: restore it, or set"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        return Optional.of(RootKey.chosen(form.group(1), form.group(2), path().toString()));
    }

    /** Makes a new key and keeps it durably before anybody sees it. Never replaces one that is there. */
    RootKey create(RandomGenerator random) {
        RootKey key = RootKey.generate(random);
        file.create("[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                .formatted(key.accessKey(), key.secret()));
        return key;
    }
}
