package io.tarn.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the data directory so that its name, too, survives a power cut. */
final class DurableDirectory {
    private DurableDirectory() {}

    /**
     * Makes a directory and those above it where they are missing, and syncs the names of all of them: an earlier start
     * may have made one and been cut off before it did so.
     */
    static void make(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Path above = directory.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
            try (FileChannel channel = FileChannel.open(above, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (AccessDeniedException notOurs) {
                // Nobody who may not read a directory made a name in it just now.
                return;
            }
        }
    }
}
