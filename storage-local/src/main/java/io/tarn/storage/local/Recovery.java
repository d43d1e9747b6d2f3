package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings log and index together when a store opens: copies the tail of the log into a new segment, cuts the old one
 * there, and replays the copy.
 *
 * <p>The write of the new segment's header is the cut. Before it everything is as it was; after it the old tail does
 * not count any more.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int COPY_BYTES = 1 << 20;
    private static final int APPLY_RECORDS = 256;

    private final SegmentSet segments;
    private final Index index;
    private final View view;
    private final Fold fold;
    private final boolean anyEpoch;

    Recovery(SegmentSet segments, Index index, View view, Fold fold, Options options) {
        this.segments = segments;
        this.index = index;
        this.view = view;
        this.fold = fold;
        this.anyEpoch = options.sabotage().contains(Sabotage.IGNORE_EPOCH);
    }

    /**
     * Where the log goes on.
     *
     * @param segment the new segment
     * @param flushedSequence what the index held for good when the store was opened
     */
    record Recovered(Segment segment, long lastSequence, long flushedSequence, long bytes, RecoveryReport report) {}

    /**
     * Recovers.
     *
     * @throws StorageException.Corrupt if something that was acknowledged is not there
     */
    Recovered run() throws IOException {
        byte @Nullable [] encoded = index.get(IndexKeys.APPLIED);
        @Nullable ByteBuffer applied = encoded == null ? null : ByteBuffer.wrap(encoded);
        LogTail tail = LogTail.read(segments, applied, anyEpoch);
        report(tail.report());
        Segment target = copy(tail);
        seal(tail, target);
        replay(tail, target);
        for (Segment segment : segments.inUse()) {
            if (segment != target) {
                segment.lastSequence = LogTail.bound(segment, segments.inUse()) - 1;
            }
        }
        for (long epoch : view.live.epochs()) {
            if (segments.inUse(epoch) == null) {
                view.live.forget(epoch);
            }
        }
        return new Recovered(target, tail.last(), tail.first() - 1, tail.bytes(), tail.report());
    }

    private static void report(RecoveryReport report) {
        if (report.torn()) {
            LOG.warn(
                    "The log was torn in segment {} at {}: {} records that were never acknowledged are dropped",
                    report.tornSegment(),
                    report.tornPosition(),
                    report.droppedRecords());
        }
        if (report.replayedRecords() > 0) {
            LOG.info("{} records ({} bytes) are replayed", report.replayedRecords(), report.replayedBytes());
        }
    }

    private Segment copy(LogTail tail) throws IOException {
        Segment target = segments.takeSmall(tail.bytes() * 2 + Format.SEGMENT_START);
        SegmentHeader header = segments.begin(target, tail.first(), tail.last());
        Copy copy = new Copy(target, header.epoch(), tail);
        for (LogTail.Piece piece : tail.pieces()) {
            LogReader reader = new LogReader(piece.segment(), piece.from(), anyEpoch);
            for (long sequence = piece.firstSequence(); sequence <= piece.lastSequence(); sequence++) {
                LogReader.Entry entry = reader.next(sequence);
                if (entry == null) {
                    throw new StorageException.Corrupt("record " + sequence + " in " + piece.segment().path
                            + " was read once and now does not check");
                }
                copy.add(entry, sequence);
            }
        }
        copy.flush();
        segments.sync(target.file);
        segments.writeHeader(target, header);
        target.writePosition = copy.position;
        segments.opened(target);
        return target;
    }

    /** Writes the end into what was cut, and frees what the copy replaces. */
    private void seal(LogTail tail, Segment target) throws IOException {
        for (Segment segment : List.copyOf(segments.inUse())) {
            if (segment == target) {
                continue;
            }
            if (segment.header().base() >= tail.first()) {
                segments.free(segment);
            } else if (segment.header().endSequence() == 0
                    && LogTail.bound(segment, segments.inUse()) == tail.first()) {
                long cut = tail.pieces().stream()
                        .filter(piece -> piece.segment() == segment)
                        .mapToLong(LogTail.Piece::from)
                        .findFirst()
                        .orElse(0);
                segments.writeHeader(segment, segment.header().cut(tail.first(), cut));
            }
        }
    }

    private void replay(LogTail tail, Segment target) throws IOException {
        LogReader reader = new LogReader(target, Format.SEGMENT_START, false);
        int waiting = 0;
        for (long sequence = tail.first(); sequence <= tail.last(); sequence++) {
            LogReader.Entry entry = reader.next(sequence);
            if (entry == null) {
                throw new StorageException.Corrupt("the copy of record " + sequence + " does not check");
            }
            view.moments.notBefore(entry.header().timeMillis());
            fold.add(
                    entry.header().kind(),
                    target.epoch(),
                    sequence,
                    entry.position(),
                    entry.header().kind() == RecordHeader.Kind.IDLE ? List.of() : RecordCodec.decode(entry.payload()));
            if (++waiting == APPLY_RECORDS || sequence == tail.last()) {
                fold.apply(sequence, target.epoch(), entry.end());
                waiting = 0;
            }
        }
        fold.clear();
        view.publish();
    }

    /** Records on their way into the new segment. */
    private static final class Copy {
        private final Segment target;
        private final long epoch;
        private final Map<Long, Shift> shifts = new HashMap<>();
        private ByteBuffer gathered;
        private long position = Format.SEGMENT_START;

        /** Positions of an old segment from {@code from} on are now {@code by} bytes further. */
        private record Shift(long from, long to, long by) {}

        Copy(Segment target, long epoch, LogTail tail) {
            this.target = target;
            this.epoch = epoch;
            this.gathered = ByteBuffer.allocateDirect((int) Math.min(COPY_BYTES, tail.bytes()));
            long at = Format.SEGMENT_START;
            for (LogTail.Piece piece : tail.pieces()) {
                shifts.put(piece.segment().epoch(), new Shift(piece.from(), piece.to(), at - piece.from()));
                at += piece.to() - piece.from();
            }
        }

        void add(LogReader.Entry entry, long sequence) throws IOException {
            int bytes = Math.toIntExact(entry.header().totalBytes());
            if (gathered.remaining() < bytes) {
                flush();
                if (gathered.capacity() < bytes) {
                    gathered = ByteBuffer.allocateDirect(bytes);
                }
            }
            int start = gathered.position();
            int payload = start + Format.RECORD_HEADER_BYTES;
            gathered.position(payload);
            put(entry);
            RecordHeader old = entry.header();
            new RecordHeader(
                            old.kind(),
                            epoch,
                            sequence,
                            old.syncedUpTo(),
                            old.timeMillis(),
                            old.payloadBytes(),
                            Format.checksum(gathered, payload, payload + old.payloadBytes()),
                            old.bodiesOffset())
                    .encode(gathered, start);
            while (gathered.position() < start + bytes) {
                gathered.put((byte) 0);
            }
        }

        /** Copies the payload, with the new positions of bodies that it names elsewhere in the tail. */
        private void put(LogReader.Entry entry) {
            if (entry.header().kind() != RecordHeader.Kind.IDLE) {
                List<LogOp> ops = new ArrayList<>();
                boolean moved = false;
                for (PlacedOp placed : RecordCodec.decode(entry.payload())) {
                    LogOp op = shifted(placed.op());
                    moved |= !op.equals(placed.op());
                    ops.add(op);
                }
                if (moved) {
                    RecordCodec.encode(ops, gathered);
                    return;
                }
            }
            gathered.put(entry.payload());
        }

        private LogOp shifted(LogOp op) {
            if (op instanceof LogOp.PutRow put && put.body() instanceof BodyRef.InLog body) {
                Shift shift = shifts.get(body.epoch());
                if (shift != null && body.position() >= shift.from && body.position() < shift.to) {
                    BodyRef there =
                            new BodyRef.InLog(body.id(), body.length(), epoch, body.position() + shift.by, body.own());
                    return new LogOp.PutRow(put.key(), put.revision(), put.tally(), there, put.value());
                }
            }
            return op;
        }

        void flush() throws IOException {
            int bytes = gathered.position();
            target.file.write(gathered.flip(), position);
            gathered.clear();
            position += bytes;
        }
    }
}
