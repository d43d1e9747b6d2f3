package io.tarn.storage.local;

import io.tarn.storage.RowKey;
import io.tarn.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees segments of which little is needed: brings that into the newest segment, makes the index safe, frees.
 *
 * <p>The count of live bytes is exact, so a segment is freed only if nothing in it counts as live, whatever the look at
 * it found. One thread at a time.
 */
final class Compaction {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
    private static final long CHUNK_BYTES_MAX = 1 << 20;
    private static final int CHUNK_NEEDS = 500;
    private static final int PASSES_MAX = 3;
    private static final long BUSY_NANOS = 2_000_000;

    /** Deletes may take one in this many bytes of the log before the oldest segment is brought forward for them. */
    private static final long DELETES_SHARE = 4;

    private final SegmentSet segments;
    private final View view;
    private final Index index;
    private final Committer committer;
    private final Flushes flushes;
    private final BooleanSupplier closing;
    private final long chunkBytes;
    private final Set<Long> givenUp = new HashSet<>();

    Compaction(
            SegmentSet segments,
            View view,
            Index index,
            Committer committer,
            Flushes flushes,
            Options options,
            BooleanSupplier closing) {
        this.segments = segments;
        this.view = view;
        this.index = index;
        this.committer = committer;
        this.flushes = flushes;
        this.closing = closing;
        this.chunkBytes = Math.min(CHUNK_BYTES_MAX, options.segmentBytesFirst() / 8);
    }

    /** Compacts until no segment is worth it. */
    void run() throws IOException {
        Set<Long> held = new HashSet<>();
        for (Segment next = choose(held); next != null && !closing.getAsBoolean(); next = choose(held)) {
            if (!compact(next)) {
                held.add(next.epoch());
            }
        }
    }

    /** The segment of which least is needed, if that is less than half; null if none is worth it. */
    private @Nullable Segment choose(Set<Long> held) {
        Segment best = null;
        long bestShare = 500;
        long deletes = 0;
        long total = 0;
        Segment oldest = null;
        for (Segment segment : segments.inUse()) {
            long capacity = segment.header().capacity();
            total += capacity;
            deletes += view.live.of(segment.epoch()).deletes();
            if (segment.lastSequence == Long.MAX_VALUE
                    || held.contains(segment.epoch())
                    || givenUp.contains(segment.epoch())) {
                continue;
            }
            oldest = oldest == null ? segment : oldest;
            long share = needed(segment) * 1_000 / capacity;
            if (share < bestShare) {
                best = segment;
                bestShare = share;
            }
        }
        return best == null && deletes > total / DELETES_SHARE ? oldest : best;
    }

    private long needed(Segment segment) {
        LiveBytes.Live live = view.live.of(segment.epoch());
        return live.rows() + (older(segment, live.deleteRevisionMax()) ? live.deletes() : 0);
    }

    /** True if another segment may hold older puts of what a delete of this revision ended. */
    private boolean older(Segment than, long revision) {
        for (Segment other : segments.inUse()) {
            if (other != than && other.header().base() < revision) {
                return true;
            }
        }
        return false;
    }

    /** Brings what is needed of a segment forward and frees it; false if it could not be freed now. */
    boolean compact(Segment segment) throws IOException {
        long epoch = segment.epoch();
        try {
            for (int pass = 0; !empty(segment) || pass == 0; pass++) {
                if (pass == PASSES_MAX || closing.getAsBoolean()) {
                    return false;
                }
                if (needed(segment) > 0 || marksHighestSpace(epoch)) {
                    bringForward(segment);
                }
            }
        } catch (StorageException.Corrupt | IOException e) {
            LOG.error("Segment {} cannot be compacted and is kept", segment.path, e);
            givenUp.add(epoch);
            return false;
        }
        // What counts as not live may be a commit that is not durable yet: wait until it is.
        send(new IndexTask(64, fold -> {}));
        flushes.flush();
        if (segment.lastSequence > flushes.flushedSequence() || !segments.free(segment)) {
            return false;
        }
        send(new IndexTask(64, fold -> fold.forgetSegment(epoch)));
        return true;
    }

    private boolean empty(Segment segment) {
        return view.live.of(segment.epoch()).rows() == 0;
    }

    /** True if the segment alone says that the highest space was given and dropped. */
    private boolean marksHighestSpace(long epoch) {
        SpaceTable.Entry highest = view.spaces.visible(view.spaces.highest());
        return highest != null && highest.epoch() == epoch && highest.state().kind() == SpaceState.Kind.DROPPED;
    }

    private void bringForward(Segment segment) throws IOException {
        Chunk chunk = new Chunk(segment);
        LogReader reader = new LogReader(segment, Format.SEGMENT_START, false);
        for (long sequence = segment.header().base(); sequence <= segment.lastSequence; sequence++) {
            if (closing.getAsBoolean()) {
                return;
            }
            LogReader.Entry entry = reader.next(sequence);
            if (entry == null) {
                throw new StorageException.Corrupt("record " + sequence + " in " + segment.path + ", at "
                        + reader.position() + ", does not check");
            }
            if (entry.header().kind() != RecordHeader.Kind.IDLE) {
                for (PlacedOp placed : RecordCodec.decode(entry.payload())) {
                    look(placed, entry, chunk);
                }
            }
        }
        chunk.send();
    }

    private void look(PlacedOp placed, LogReader.Entry entry, Chunk chunk) throws IOException {
        long sequence = entry.header().sequence();
        switch (placed.op()) {
            case LogOp.PutRow put -> {
                if (!chunk.addRow(put.key(), row -> row.epoch() == chunk.epoch && row.sequence() == sequence)
                        && placed.bodyOffset() >= 0) {
                    long position = entry.position() + Format.RECORD_HEADER_BYTES + placed.bodyOffset();
                    byte[] owner = index.get(IndexKeys.forward(chunk.epoch, position));
                    if (owner != null) {
                        chunk.addRow(IndexKeys.parseRow(owner), row -> chunk.holds(row.body(), position));
                    }
                }
            }
            case LogOp.DropRow drop -> {
                if (older(chunk.segment, drop.revision())
                        && view.spaces.readable(drop.key().space())
                        && index.get(IndexKeys.row(drop.key())) == null) {
                    chunk.add(new RewriteTask.Need.NeededOp(drop, sequence), 2_000);
                }
            }
            case LogOp.SetSpace space -> {
                SpaceTable.Entry now = view.spaces.visible(space.space());
                boolean needed = now == null
                        ? space.state().kind() == SpaceState.Kind.DROPPED && older(chunk.segment, space.revision())
                        : now.sequence() == sequence;
                if (needed) {
                    chunk.add(new RewriteTask.Need.NeededOp(space, sequence), 256);
                }
            }
        }
    }

    private void send(IndexTask task) {
        offer(task);
        Threads.await(task.result);
    }

    /** Hands a task to the committer, however long its queue. */
    private void offer(Task task) {
        while (!committer.offer(task)) {
            LockSupport.parkNanos(BUSY_NANOS);
        }
    }

    /** What is needed of a segment, gathered for one commit. */
    private final class Chunk {
        private final Segment segment;
        private final long epoch;
        private final List<RewriteTask.Need> needs = new ArrayList<>();
        private long bytes;

        Chunk(Segment segment) {
            this.segment = segment;
            this.epoch = segment.epoch();
        }

        /** True if a body lies at this position of the segment. */
        boolean holds(@Nullable BodyRef body, long position) {
            return body instanceof BodyRef.InLog small && small.epoch() == epoch && small.position() == position;
        }

        /** Adds a row as it is now, if it is there and wanted, with its body if that is in this segment. */
        boolean addRow(RowKey key, Predicate<RowState> wanted) throws IOException {
            byte[] encoded = index.get(IndexKeys.row(key));
            RowState row = encoded == null ? null : RowState.decode(encoded);
            if (row == null || !wanted.test(row)) {
                return false;
            }
            long size = 2_000L + row.value().length();
            if (row.body() instanceof BodyRef.InLog small && small.epoch() == epoch) {
                ByteBuffer frames = ByteBuffer.allocate((int) Blocks.framedLength(small.length()));
                segment.file.read(frames, small.position());
                frames.flip();
                if (!Blocks.verifyAll(small.id(), small.length(), frames)) {
                    throw new StorageException.Corrupt(
                            "a body at " + small.position() + " in " + segment.path + " does not check");
                }
                add(new RewriteTask.Need.NeededRow(key, frames, small.position()), size + frames.limit());
            } else {
                add(new RewriteTask.Need.NeededRow(key, null, -1), size);
            }
            return true;
        }

        void add(RewriteTask.Need need, long size) {
            needs.add(need);
            bytes += size;
            if (bytes >= chunkBytes || needs.size() >= CHUNK_NEEDS) {
                send();
            }
        }

        void send() {
            if (!needs.isEmpty()) {
                RewriteTask task = new RewriteTask(epoch, needs, bytes);
                offer(task);
                Threads.await(task.result);
                needs.clear();
                bytes = 0;
            }
        }
    }
}
