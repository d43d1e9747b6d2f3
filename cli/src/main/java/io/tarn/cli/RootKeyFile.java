package io.tarn.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;

    RootKeyFile(Path directory) {
        this.directory = directory;
    }

    /** Where the key is kept. */
    Path path() {
        return directory.resolve("credentials");
    }

    /**
     * The key that is kept, or empty if this directory never had one.
     *
     * @throws UsageException if a store is there without its key, or the file is unreadable, broken or open to others
     */
    Optional<RootKey> read() {
        Path file = path();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(directory.resolve("store"))) {
                throw new UsageException(file + " is missing although the store exists: put it back, or set"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
            }
            return Optional.empty();
        }
        try {
            if (posix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new UsageException(file + " is open to other users: chmod 600 " + file);
            }
            Matcher form = FORM.matcher(Files.readString(file, StandardCharsets.UTF_8));
            if (!form.matches()) {
                throw new UsageException(file + " is not in the form that was written: restore it, or set"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
            }
            return Optional.of(RootKey.chosen(form.group(1), form.group(2), file.toString()));
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: " + e);
        }
    }

    /** Makes a new key and keeps it durably before anybody sees it. Never replaces one that is there. */
    RootKey create(RandomGenerator random) {
        RootKey key = RootKey.generate(random);
        try {
            createDirectory();
            Path fresh = Files.createTempFile(directory, "credentials-", ".new", ownerOnly());
            try {
                write(fresh, key);
                Files.createLink(path(), fresh);
            } finally {
                Files.delete(fresh);
            }
            syncDirectory();
            return key;
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(path() + " was made by another process just now: start again");
        } catch (IOException | UnsupportedOperationException e) {
            throw new UsageException(path() + " cannot be written: " + e);
        }
    }

    private void createDirectory() throws IOException {
        if (!Files.isDirectory(directory)) {
            Path parent = directory.toAbsolutePath().getParent();
            boolean rights = parent != null && Files.exists(parent) && posix(parent);
            Files.createDirectories(
                    directory,
                    rights
                            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY)}
                            : new FileAttribute<?>[0]);
        }
    }

    private FileAttribute<?>[] ownerOnly() throws IOException {
        return posix(directory)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static void write(Path file, RootKey key) throws IOException {
        String text = "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                .formatted(key.accessKey(), key.secret());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean posix(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix");
    }
}
