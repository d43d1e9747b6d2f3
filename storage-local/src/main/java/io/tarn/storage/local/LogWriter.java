package io.tarn.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;

/** Appends records to the newest segment: gathers them in memory, then writes and syncs them at once. */
final class LogWriter {
    private final SegmentSet segments;
    private final InstantSource clock;
    private final Moments moments;
    private ByteBuffer gathered;
    private Segment segment;
    private long lastSequence;
    private volatile long syncedUpTo;

    /** Goes on behind {@code segment.writePosition}, where the last record is {@code lastSequence}, all synced. */
    LogWriter(
            SegmentSet segments,
            InstantSource clock,
            Moments moments,
            Options options,
            Segment segment,
            long lastSequence) {
        this.segments = segments;
        this.clock = clock;
        this.moments = moments;
        this.segment = segment;
        this.lastSequence = lastSequence;
        this.syncedUpTo = lastSequence;
        this.gathered = ByteBuffer.allocateDirect((int) Format.align(options.groupBytesMax(), 4_096));
    }

    /** The segment that is written to. */
    Segment segment() {
        return segment;
    }

    /** The sequence number of the next record. */
    long nextSequence() {
        return lastSequence + 1;
    }

    /** Every record up to here is synced. */
    long syncedUpTo() {
        return syncedUpTo;
    }

    /** Bytes gathered. */
    int gatheredBytes() {
        return gathered.position();
    }

    /** Where the next record goes in its segment. */
    long nextPosition() {
        return segment.writePosition + gathered.position();
    }

    /** True if a record with at most this payload can be gathered before the next {@link #sync} or {@link #roll}. */
    boolean hasRoom(long payloadBytesMax) {
        long bytes = recordBytes(payloadBytesMax);
        return bytes <= gathered.remaining()
                && nextPosition() + bytes <= segment.header().capacity();
    }

    /** Makes room for a record with at most this payload; only when nothing is gathered. */
    void makeRoom(long payloadBytesMax) throws IOException {
        long bytes = recordBytes(payloadBytesMax);
        if (bytes > gathered.capacity()) {
            gathered = ByteBuffer.allocateDirect(Math.toIntExact(bytes));
        }
        if (segment.writePosition + bytes > segment.header().capacity()) {
            roll(bytes);
        }
    }

    private static long recordBytes(long payloadBytes) {
        return Format.align(Format.RECORD_HEADER_BYTES + payloadBytes, Format.RECORD_ALIGNMENT);
    }

    /** Gathers a record and returns where its operations lie; it has the number {@link #nextSequence} had before. */
    List<PlacedOp> append(RecordHeader.Kind kind, List<LogOp> ops) {
        int start = gathered.position();
        int payload = start + Format.RECORD_HEADER_BYTES;
        gathered.position(payload);
        List<PlacedOp> placed = kind == RecordHeader.Kind.IDLE ? List.of() : RecordCodec.encode(ops, gathered);
        int end = gathered.position();
        lastSequence++;
        RecordHeader header = new RecordHeader(
                kind,
                segment.epoch(),
                lastSequence,
                syncedUpTo,
                moments.notBefore(clock.millis()),
                end - payload,
                Format.checksum(gathered, payload, end),
                kind == RecordHeader.Kind.IDLE ? 0 : RecordCodec.opsBytes(ops));
        header.encode(gathered, start);
        int next = start + Math.toIntExact(header.totalBytes());
        while (gathered.position() < next) {
            gathered.put((byte) 0);
        }
        return placed;
    }

    /** Writes what is gathered, without a promise that it is safe. */
    void write() throws IOException {
        int bytes = gathered.position();
        long position = segment.writePosition;
        segment.file.write(gathered.flip(), position);
        gathered.clear();
        segment.writePosition = position + bytes;
    }

    /** Makes everything written safe. */
    void sync() throws IOException {
        segments.sync(segment.file);
        syncedUpTo = lastSequence;
    }

    /** Goes on in another segment; only when everything is synced. Its header is synced with its first record. */
    private void roll(long bytes) throws IOException {
        Segment next = segments.take(bytes);
        SegmentHeader header = segments.begin(next, lastSequence + 1, syncedUpTo);
        next.file.write(header.encode(), 0);
        next.setHeader(header);
        segments.opened(next);
        segment.lastSequence = lastSequence;
        segment = next;
    }
}
