package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records that the index does not hold for good.
 *
 * @param pieces where they lie, in order
 * @param first sequence number of the first, whether there is one or not
 * @param last sequence number of the last; {@code first - 1} if there is none
 */
record LogTail(List<Piece> pieces, long first, long last, long bytes, RecoveryReport report) {
    /** Records of one segment that follow each other. */
    record Piece(Segment segment, long from, long to, long firstSequence, long lastSequence) {}

    /** Sequence numbers from here on, in this segment, are not part of the log. */
    static long bound(Segment segment, Iterable<Segment> all) {
        long end = segment.header().endSequence();
        long bound = end == 0 ? Long.MAX_VALUE : end;
        for (Segment other : all) {
            if (other.epoch() > segment.epoch()) {
                bound = Math.min(bound, other.header().base());
            }
        }
        return bound;
    }

    /**
     * Reads the log behind what is applied, to its end.
     *
     * @throws StorageException.Corrupt if something that was once synced is missing or does not check
     */
    static LogTail read(SegmentSet segments, @Nullable ByteBuffer applied, boolean anyEpoch) throws IOException {
        long sequence = applied == null ? 1 : applied.getLong(0) + 1;
        List<Segment> parts = new ArrayList<>();
        for (Segment segment : segments.inUse()) {
            if (segment.header().base() < bound(segment, segments.inUse())) {
                parts.add(segment);
            }
        }
        Scan scan = new Scan(segments, sequence, anyEpoch);
        for (int i = 0; i < parts.size(); i++) {
            Segment segment = parts.get(i);
            long bound = bound(segment, segments.inUse());
            if (bound <= sequence) {
                continue;
            }
            if (scan.next < segment.header().base()) {
                throw new StorageException.Corrupt("record " + scan.next + " of the log is missing before "
                        + segment.path + ": the index or a segment is lost");
            }
            scan.read(segment, bound, applied, i == parts.size() - 1);
        }
        if (applied != null && sequence > 1 && scan.reached < sequence - 1) {
            throw new StorageException.Corrupt(
                    "the index holds record " + (sequence - 1) + ", the log ends before it: a segment is lost");
        }
        return scan.tail();
    }

    private static final class Scan {
        private final long first;
        private final boolean anyEpoch;
        private final SegmentSet segments;
        private final List<Piece> pieces = new ArrayList<>();
        private long next;
        private long reached;
        private long bytes;
        private long droppedRecords;
        private long tornSegment;
        private long tornPosition;

        Scan(SegmentSet segments, long first, boolean anyEpoch) {
            this.segments = segments;
            this.first = first;
            this.next = first;
            this.anyEpoch = anyEpoch;
        }

        void read(Segment segment, long bound, @Nullable ByteBuffer applied, boolean newest) throws IOException {
            long from = Format.SEGMENT_START;
            long sequence = segment.header().base();
            if (applied != null && applied.getLong(8) == segment.epoch()) {
                from = applied.getLong(16);
                sequence = applied.getLong(0) + 1;
            }
            LogReader reader = new LogReader(segment, from, anyEpoch);
            while (sequence < first && reader.next(sequence) != null) {
                sequence++;
            }
            reached = Math.max(reached, sequence - 1);
            long start = reader.position();
            if (sequence == first || sequence == next) {
                while (sequence < bound && reader.next(sequence) != null) {
                    sequence++;
                }
            }
            if (sequence > next) {
                pieces.add(new Piece(segment, start, reader.position(), next, sequence - 1));
                bytes += reader.position() - start;
                next = sequence;
                reached = sequence - 1;
            }
            if (sequence < bound && !anyEpoch) {
                judge(segment, reader, sequence, newest);
            }
        }

        /** Decides whether the record that is not here was torn or has rotted. */
        private void judge(Segment segment, LogReader reader, long missing, boolean newest) throws IOException {
            long synced = 0;
            for (Segment other : segments.inUse()) {
                synced = Math.max(synced, other.header().syncedUpTo());
            }
            long position = reader.position();
            boolean begun = reader.begins(missing);
            LogReader.@Nullable Entry later = reader.searchAfter(missing);
            long found = missing;
            while (later != null) {
                synced = Math.max(synced, later.header().syncedUpTo());
                droppedRecords++;
                found = later.header().sequence();
                LogReader behind = new LogReader(segment, later.end(), false);
                later = behind.searchAfter(found);
            }
            if (synced >= missing || !newest) {
                throw new StorageException.Corrupt("record " + missing + " of the log, at " + position + " in "
                        + segment.path + ", was synced and does not check");
            }
            if (begun || droppedRecords > 0) {
                droppedRecords += begun ? 1 : 0;
                tornSegment = segment.epoch();
                tornPosition = position;
            }
        }

        LogTail tail() {
            long last = next - 1;
            return new LogTail(
                    List.copyOf(pieces),
                    first,
                    last,
                    bytes,
                    new RecoveryReport(last - first + 1, bytes, droppedRecords, tornSegment, tornPosition));
        }
    }
}
