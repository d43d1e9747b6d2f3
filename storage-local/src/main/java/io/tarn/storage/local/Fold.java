package io.tarn.storage.local;

import io.tarn.storage.RowKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns records, in order, into changes of the index. New commits and recovery take this same way.
 *
 * <p>A body changes hands within one record: what old rows release and no new row acquires is freed.
 */
final class Fold implements AutoCloseable {
    /** Bytes that count as live for the state of a space. */
    private static final long SPACE_CHARGE = 64;

    private final View view;
    private final Index index;
    private IndexBatch batch;
    private int changes;
    private final List<BodyRef.InVolumes> freed = new ArrayList<>();

    Fold(View view, Index index) {
        this.view = view;
        this.index = index;
        this.batch = index.batch();
    }

    /** Counts changes made without a record. */
    int changes() {
        return changes;
    }

    /** Large bodies that no row owns any more, since the last {@link #clear}. */
    List<BodyRef.InVolumes> freed() {
        return freed;
    }

    /**
     * Takes in one record.
     *
     * @param position where it lies in its segment
     */
    void add(RecordHeader.Kind kind, long epoch, long sequence, long position, List<PlacedOp> ops) {
        Change change = new Change(kind, epoch, sequence, position + Format.RECORD_HEADER_BYTES);
        for (PlacedOp placed : ops) {
            switch (placed.op()) {
                case LogOp.PutRow put -> put(change, placed, put);
                case LogOp.DropRow drop -> drop(change, placed, drop);
                case LogOp.SetSpace space -> setSpace(change, placed, space);
            }
        }
        change.settle();
    }

    /** Forgets a dropped space whose rows are gone. */
    void forget(long space) {
        changes++;
        view.spaces.forget(space);
    }

    private void setSpace(Change change, PlacedOp placed, LogOp.SetSpace space) {
        SpaceTable.Entry old = view.spaces.working(space.space());
        if (old != null && old.state().kind() != SpaceState.Kind.DROPPED && old.sequence() > 0) {
            view.live.addRow(old.epoch(), -SPACE_CHARGE);
        }
        if (space.state().kind() == SpaceState.Kind.DROPPED) {
            view.live.addDelete(change.epoch, placed.bytes(), space.revision());
        } else {
            view.live.addRow(change.epoch, SPACE_CHARGE);
        }
        if (change.kind != RecordHeader.Kind.REWRITE || old != null) {
            view.spaces.set(
                    space.space(),
                    new SpaceTable.Entry(space.state(), space.revision(), change.epoch, change.sequence));
        }
    }

    /** Forgets what was live in a segment that is free now. */
    void forgetSegment(long epoch) {
        changes++;
        view.live.forget(epoch);
    }

    private void put(Change change, PlacedOp placed, LogOp.PutRow put) {
        RowState old = view.row(put.key());
        if (old != null) {
            change.release(put.key(), old);
        }
        BodyRef body = switch (put.body()) {
            case null -> null;
            case BodyRef.Inline inline ->
                new BodyRef.InLog(
                        inline.id(), inline.length(), change.epoch, change.payload + placed.bodyOffset(), true);
            case BodyRef.InLog small -> small.asForeign();
            case BodyRef.InVolumes large -> large;
        };
        RowState state = new RowState(
                put.revision(), change.epoch, change.sequence, placed.bytes(), put.tally(), body, put.value());
        byte[] key = IndexKeys.row(put.key());
        batch.put(key, state.encode());
        view.set(put.key(), state);
        view.tallies.add(put.key().space(), put.tally());
        view.live.addRow(change.epoch, placed.bytes());
        if (body != null) {
            change.acquire(body, put.key());
        }
    }

    private void drop(Change change, PlacedOp placed, LogOp.DropRow drop) {
        view.live.addDelete(change.epoch, placed.bytes(), drop.revision());
        RowState old = view.row(drop.key());
        if (change.kind == RecordHeader.Kind.REWRITE || old == null) {
            return;
        }
        change.release(drop.key(), old);
        batch.delete(IndexKeys.row(drop.key()));
        view.set(drop.key(), null);
    }

    /** Makes everything added visible in the index, and says how far the log is applied. */
    void apply(long sequence, long epoch, long positionAfter) {
        view.tallies.writeTo(batch);
        view.live.writeTo(batch);
        view.spaces.writeTo(batch);
        view.moments.writeTo(batch);
        batch.put(
                IndexKeys.APPLIED,
                ByteBuffer.allocate(24)
                        .putLong(sequence)
                        .putLong(epoch)
                        .putLong(positionAfter)
                        .array());
        index.apply(batch);
        batch.close();
        batch = index.batch();
        view.publish();
    }

    /** Forgets what was noted as freed. */
    void clear() {
        freed.clear();
    }

    @Override
    public void close() {
        batch.close();
    }

    /** One record with the bodies that change hands in it. */
    private final class Change {
        private final RecordHeader.Kind kind;
        private final long epoch;
        private final long sequence;
        private final long payload;
        private final Map<Long, BodyRef> released = new HashMap<>();
        private final Map<Long, Owned> taken = new HashMap<>();

        private record Owned(BodyRef body, RowKey row) {}

        Change(RecordHeader.Kind kind, long epoch, long sequence, long payload) {
            this.kind = kind;
            this.epoch = epoch;
            this.sequence = sequence;
            this.payload = payload;
        }

        void release(RowKey key, RowState old) {
            view.tallies.subtract(key.space(), old.tally());
            view.live.addRow(old.epoch(), -old.bytes());
            BodyRef body = old.body();
            if (body == null) {
                return;
            }
            if (body instanceof BodyRef.InLog small) {
                view.live.addRow(small.epoch(), -Blocks.framedLength(small.length()));
            }
            taken.remove(body.id());
            released.putIfAbsent(body.id(), body);
        }

        void acquire(BodyRef body, RowKey row) {
            if (body instanceof BodyRef.InLog small) {
                view.live.addRow(small.epoch(), Blocks.framedLength(small.length()));
            }
            taken.put(body.id(), new Owned(body, row));
        }

        void settle() {
            for (BodyRef body : released.values()) {
                if (body instanceof BodyRef.InLog small && !small.own()) {
                    batch.delete(IndexKeys.forward(small.epoch(), small.position()));
                } else if (body instanceof BodyRef.InVolumes large && !taken.containsKey(large.id())) {
                    for (Extent extent : large.extents()) {
                        batch.delete(IndexKeys.extent(extent.volume(), extent.position()));
                    }
                    freed.add(large);
                }
            }
            for (Owned owned : taken.values()) {
                if (owned.body instanceof BodyRef.InLog small && !small.own()) {
                    batch.put(IndexKeys.forward(small.epoch(), small.position()), IndexKeys.row(owned.row));
                } else if (owned.body instanceof BodyRef.InVolumes large && !released.containsKey(large.id())) {
                    occupy(large);
                }
            }
        }

        private void occupy(BodyRef.InVolumes large) {
            for (Extent extent : large.extents()) {
                batch.put(
                        IndexKeys.extent(extent.volume(), extent.position()),
                        ByteBuffer.allocate(16)
                                .putLong(extent.regionBytes())
                                .putLong(large.id())
                                .array());
            }
        }
    }
}
