package io.tarn.server.audit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of an audit log in a directory of their own, {@code audit-<number>.jsonl} with numbers that grow. For one
 * thread.
 */
final class AuditFiles implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("audit-(\\d{1,12})\\.jsonl");
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ENTERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final AuditLimits limits;
    /** Not a channel: those are closed when the thread that writes is interrupted. */
    private @Nullable OutputStream current;

    private long length;
    private boolean torn;

    private AuditFiles(Path directory, AuditLimits limits) {
        this.directory = directory;
        this.limits = limits;
    }

    /**
     * Makes the directory if it is missing and begins a new file, behind those that are there.
     *
     * @throws IOException if that fails
     */
    static AuditFiles open(Path directory, AuditLimits limits) throws IOException {
        boolean posix = Files.getFileStore(existing(directory)).supportsFileAttributeView("posix");
        if (posix) {
            Files.createDirectories(directory, OWNER_ENTERS);
        } else {
            Files.createDirectories(directory);
        }
        AuditFiles files = new AuditFiles(directory, limits);
        files.next();
        return files;
    }

    private static Path existing(Path directory) {
        Path path = directory.toAbsolutePath();
        while (!Files.exists(path)) {
            Path above = path.getParent();
            if (above == null) {
                return path;
            }
            path = above;
        }
        return path;
    }

    /**
     * Appends whole lines and leaves them to the system to put on the disk.
     *
     * @throws IOException if they are not all written
     */
    void write(byte[] lines) throws IOException {
        OutputStream file = current;
        if (file == null || length >= limits.fileBytesMax() || torn) {
            file = next();
        }
        torn = true;
        file.write(lines);
        length += lines.length;
        torn = false;
    }

    private OutputStream next() throws IOException {
        close();
        List<Path> files = files();
        for (int i = 0; i <= files.size() - limits.filesMax(); i++) {
            Files.deleteIfExists(files.get(i));
        }
        long number = files.isEmpty() ? 1 : number(files.getLast()) + 1;
        Path path = directory.resolve("audit-%06d.jsonl".formatted(number));
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.createFile(path, OWNER_ONLY);
        } else {
            Files.createFile(path);
        }
        OutputStream opened = new FileOutputStream(path.toFile());
        current = opened;
        length = 0;
        torn = false;
        return opened;
    }

    /** The files that are there, the oldest first. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path each : all) {
                if (NAME.matcher(String.valueOf(each.getFileName())).matches()) {
                    files.add(each);
                }
            }
        }
        files.sort(Comparator.comparingLong(AuditFiles::number));
        return files;
    }

    private static long number(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Long.parseLong(name.group(1)) : 0;
    }

    @Override
    public void close() throws IOException {
        OutputStream file = current;
        current = null;
        if (file != null) {
            file.close();
        }
    }
}
