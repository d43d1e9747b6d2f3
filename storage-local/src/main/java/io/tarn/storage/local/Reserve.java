package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import io.tarn.storage.local.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Keeps a share of the device free that only deletes, flushes and compaction may use. */
final class Reserve {
    private static final long LOOK_MILLIS = 500;

    private final Disk disk;
    private final Path directory;
    private final InstantSource clock;
    private final long reserved;
    private volatile long lookedMillis = Long.MIN_VALUE;
    private volatile long usable;

    Reserve(Disk disk, Path directory, InstantSource clock, Options options) throws IOException {
        this.disk = disk;
        this.directory = directory;
        this.clock = clock;
        this.reserved =
                Math.max(options.reserveBytes(), disk.totalBytes(directory) / 1_000 * options.reservePerMille());
    }

    /** Throws {@link StorageException.OutOfSpace} if only the reserve is left. Looks at the device now and then. */
    void check() {
        if (usableBytes() < reserved) {
            throw new StorageException.OutOfSpace("only " + usable + " bytes are left on the device of " + directory
                    + ", and " + reserved + " are kept in reserve: delete something or add space");
        }
    }

    long usableBytes() {
        long now = clock.millis();
        if (lookedMillis == Long.MIN_VALUE || now - lookedMillis >= LOOK_MILLIS || now < lookedMillis) {
            try {
                usable = disk.usableBytes(directory);
                lookedMillis = now;
            } catch (IOException e) {
                throw new StorageException.Unavailable("the free space of " + directory + " cannot be read", e);
            }
        }
        return usable;
    }

    /** Looks again at the next question. */
    void forget() {
        lookedMillis = Long.MIN_VALUE;
    }
}
