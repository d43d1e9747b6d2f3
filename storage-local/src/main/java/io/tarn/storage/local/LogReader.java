package io.tarn.storage.local;

import io.tarn.storage.local.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the records of a segment in order. Trusts nothing that does not check. For one thread. */
final class LogReader {
    private static final int WINDOW_BYTES = 256 * 1024;

    private final DiskFile file;
    private final long epoch;
    private final long capacity;
    private final boolean anyEpoch;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowAt;
    private long position;

    /** A record with its payload, which is valid until the next call. */
    record Entry(RecordHeader header, long position, ByteBuffer payload) {
        long end() {
            return position + header.totalBytes();
        }
    }

    /**
     * Reads from a position.
     *
     * @param anyEpoch takes records of other epochs too: only for sabotage
     */
    LogReader(Segment segment, long position, boolean anyEpoch) {
        this.file = segment.file;
        this.epoch = segment.epoch();
        this.capacity = segment.header().capacity();
        this.position = position;
        this.anyEpoch = anyEpoch;
    }

    /** Where the next record is looked for. */
    long position() {
        return position;
    }

    /** The record with this sequence number, which should be here; null if it is not here whole. */
    @Nullable
    Entry next(long sequence) throws IOException {
        Entry entry = at(position);
        if (entry == null || (!anyEpoch && (entry.header.epoch() != epoch || entry.header.sequence() != sequence))) {
            return null;
        }
        position = entry.end();
        return entry;
    }

    /**
     * The first whole record of the epoch with a sequence number above {@code sequence} anywhere from here to the end;
     * null if there is none.
     */
    @Nullable
    Entry searchAfter(long sequence) throws IOException {
        for (long at = position; at + Format.RECORD_HEADER_BYTES <= capacity; at += Format.RECORD_ALIGNMENT) {
            RecordHeader header = header(at);
            if (header != null && header.epoch() == epoch && header.sequence() > sequence) {
                Entry entry = at(at);
                if (entry != null) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** True if the header of a record of the epoch with this number is here, whatever its payload. */
    boolean begins(long sequence) throws IOException {
        RecordHeader header = header(position);
        return header != null && header.epoch() == epoch && header.sequence() == sequence;
    }

    private @Nullable Entry at(long at) throws IOException {
        RecordHeader header = header(at);
        if (header == null || at + header.totalBytes() > capacity) {
            return null;
        }
        int total = Math.toIntExact(header.totalBytes());
        if (!load(at, total)) {
            return null;
        }
        int start = (int) (at - windowAt) + Format.RECORD_HEADER_BYTES;
        ByteBuffer payload = window.slice(start, header.payloadBytes());
        if (Format.checksum(payload) != header.payloadChecksum()) {
            return null;
        }
        return new Entry(header, at, payload);
    }

    private @Nullable RecordHeader header(long at) throws IOException {
        if (at + Format.RECORD_HEADER_BYTES > capacity || !load(at, Format.RECORD_HEADER_BYTES)) {
            return null;
        }
        return RecordHeader.decode(window, (int) (at - windowAt));
    }

    /** Has {@code bytes} at a position in the window; false if the file ends before. */
    private boolean load(long at, int bytes) throws IOException {
        if (at >= windowAt && at + bytes <= windowAt + window.limit()) {
            return true;
        }
        int wanted = (int) Math.max(bytes, Math.min(WINDOW_BYTES, capacity - at));
        if (wanted > window.capacity()) {
            window = ByteBuffer.allocate(wanted);
        }
        window.clear().limit((int) Math.min(window.capacity(), capacity - at));
        windowAt = at;
        int read = file.read(window, at);
        window.flip();
        return read >= bytes;
    }
}
