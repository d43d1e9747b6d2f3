package io.tarn.storage.local;

import io.tarn.storage.local.disk.DiskFile;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A file of the log, with the readers that hold it. */
final class Segment {
    private static final int CLOSED = -1;

    final Path path;
    final DiskFile file;
    private volatile SegmentHeader header;
    private final AtomicInteger pins = new AtomicInteger(CLOSED);

    /** Where the next record goes; the committer's. */
    volatile long writePosition = Format.SEGMENT_START;

    /** The last sequence number in it, {@link Long#MAX_VALUE} while it is written to. */
    volatile long lastSequence = Long.MAX_VALUE;

    Segment(Path path, DiskFile file, SegmentHeader header) {
        this.path = path;
        this.file = file;
        this.header = header;
        if (header.inUse()) {
            pins.set(0);
        }
    }

    SegmentHeader header() {
        return header;
    }

    long epoch() {
        return header.epoch();
    }

    void setHeader(SegmentHeader next) {
        header = next;
    }

    /** Lets readers in. */
    void openForReaders() {
        pins.set(0);
    }

    /** Holds the segment for a reader of this epoch; false if it was freed, and perhaps used again since. */
    boolean pin(long wanted) {
        if (!pin()) {
            return false;
        }
        if (header.epoch() != wanted || !header.inUse()) {
            unpin();
            return false;
        }
        return true;
    }

    private boolean pin() {
        while (true) {
            int now = pins.get();
            if (now == CLOSED) {
                return false;
            }
            if (pins.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    void unpin() {
        if (pins.decrementAndGet() < 0) {
            throw new IllegalStateException("a segment was released more often than held");
        }
    }

    /** Keeps readers out; false if there are some. */
    boolean closeForReaders() {
        return pins.compareAndSet(0, CLOSED);
    }
}
