package io.tarn.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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

/** A file that keeps a secret: readable by its owner alone, written once, durable before anybody sees it. */
final class SecretFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private final Path file;

    SecretFile(Path directory, String name) {
        this.directory = directory;
        this.file = directory.resolve(name);
    }

    /** Where it lies. */
    Path path() {
        return file;
    }

    /**
     * What it holds, or empty if there is no such file.
     *
     * @throws UsageException if it is unreadable or open to others
     */
    Optional<String> read() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            if (posix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new UsageException(file + " is open to other users: chmod 600 " + file);
            }
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: " + e);
        }
    }

    /**
     * Writes it durably, with the directory if that is missing. Never replaces one that is there.
     *
     * @throws UsageException if it cannot be written, or is there by now
     */
    void create(String text) {
        try {
            createDirectory();
            Path fresh = Files.createTempFile(directory, file.getFileName() + "-", ".new", ownerOnly());
            try {
                write(fresh, text);
                give(fresh);
            } finally {
                Files.deleteIfExists(fresh);
            }
            syncDirectory();
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(file + " was made by another process just now: start again");
        } catch (IOException | UnsupportedOperationException e) {
            throw new UsageException(file + " cannot be written: " + e);
        }
    }

    /** Gives the new file its name, which must not be taken. */
    private void give(Path fresh) throws IOException {
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (FileSystemException | UnsupportedOperationException withoutLinks) {
            // Some file systems have no second names; there two who look at the same instant may both find it free.
            Files.move(fresh, file);
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

    private static void write(Path fresh, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
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

    private static boolean posix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
