package io.tarn.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Conditions and changes that hold or happen together, all within one anchor of one space.
 *
 * @param space the space of every row named
 * @param anchor the anchor of every row named
 * @param conditions all must hold, checked against everything acknowledged or ahead of this batch; at most
 *     {@link Limits#BATCH_ROWS_MAX}
 * @param changes applied in order; at most {@link Limits#BATCH_ROWS_MAX} of {@link Limits#BATCH_BYTES_MAX} bytes; no row is named twice, except that a row
 *     moved away may be put anew, or moved onto, by a later change: a successor takes its place at once
 */
public record Batch(long space, Bytes anchor, List<Condition> conditions, List<Change> changes) {

    public Batch {
        conditions = List.copyOf(conditions);
        changes = List.copyOf(changes);
        if (changes.size() > Limits.BATCH_ROWS_MAX) {
            throw new IllegalArgumentException(changes.size() + " changes, at most " + Limits.BATCH_ROWS_MAX);
        }
        if (conditions.size() > Limits.BATCH_ROWS_MAX) {
            throw new IllegalArgumentException(conditions.size() + " conditions, at most " + Limits.BATCH_ROWS_MAX);
        }
        long bytes = bytes(changes);
        if (bytes > Limits.BATCH_BYTES_MAX) {
            throw new IllegalArgumentException("a batch of " + bytes + " bytes, at most " + Limits.BATCH_BYTES_MAX);
        }
        checkNames(space, anchor, conditions, changes);
    }

    private static long bytes(List<Change> changes) {
        long bytes = 0;
        for (Change change : changes) {
            bytes += switch (change) {
                case Change.Put put -> put.value().length() + carried(put.body());
                case Change.Move move -> move.value().length();
                case Change.Delete delete -> 0;
            };
        }
        return bytes;
    }

    private static long carried(BodySource source) {
        return source instanceof BodySource.Staged staged && staged.body().length() <= Limits.SMALL_BODY_BYTES_MAX
                ? staged.body().length()
                : 0;
    }

    /** Every name must make a key within the limits, and no row may be changed twice but one that made way. */
    private static void checkNames(long space, Bytes anchor, List<Condition> conditions, List<Change> changes) {
        conditions.forEach(condition -> keyOf(space, anchor, condition.row()));
        Set<RowName> changed = HashSet.newHashSet(changes.size());
        Set<RowName> madeWay = HashSet.newHashSet(1);
        for (Change change : changes) {
            boolean fresh = switch (change) {
                case Change.Put put ->
                    changed.add(put.row()) || (!(put.body() instanceof BodySource.Keep) && madeWay.remove(put.row()));
                case Change.Move move ->
                    changed.add(move.from())
                            && madeWay.add(move.from())
                            && (changed.add(move.to())
                                    || (!move.to().equals(move.from()) && madeWay.remove(move.to())));
                case Change.Delete delete -> changed.add(delete.row());
            };
            if (!fresh) {
                throw new IllegalArgumentException("a batch changes a row twice: " + change);
            }
        }
        changed.forEach(name -> keyOf(space, anchor, name));
    }

    private static RowKey keyOf(long space, Bytes anchor, RowName name) {
        return new RowKey(space, name.table(), anchor, name.suffix());
    }

    /** What must hold for a batch to be committed. */
    public sealed interface Condition {
        /** The row that the condition looks at. */
        RowName row();

        /** Holds if there is no such row. */
        record Absent(RowName row) implements Condition {}

        /** Holds if the row exists with exactly this revision. */
        record Unchanged(RowName row, long revision) implements Condition {}
    }

    /** One change of one row (of two rows for {@link Move}). */
    public sealed interface Change {
        /** Creates or replaces a row. */
        record Put(RowName row, Bytes value, BodySource body, Tally tally) implements Change {
            public Put {
                checkValue(value);
            }
        }

        /** Takes a row, with its body if it has one, to another name of the same anchor, replacing what is there. The
         * row moved must exist when the batch is committed: condition the batch on it. */
        record Move(RowName from, RowName to, Bytes value, Tally tally) implements Change {
            public Move {
                checkValue(value);
            }
        }

        /** Removes a row and frees its body; no effect if there is none. */
        record Delete(RowName row) implements Change {}
    }

    /** Where the body of a row that is put comes from. */
    public sealed interface BodySource {
        /** The row owns no body; what it owned is freed. */
        record None() implements BodySource {}

        /** The row keeps the body that it has: it must exist when the batch is committed. */
        record Keep() implements BodySource {}

        /** The row takes over a body staged on the same store, which must not have been discarded or committed. */
        record Staged(StagedBody body) implements BodySource {}
    }

    private static void checkValue(Bytes value) {
        if (value.length() > Limits.VALUE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "value of " + value.length() + " bytes, at most " + Limits.VALUE_BYTES_MAX);
        }
    }

    /** Starts a batch for one anchor. */
    public static Builder on(long space, Bytes anchor) {
        return new Builder(space, anchor);
    }

    /** Gathers conditions and changes; not safe for use by several threads. */
    public static final class Builder {
        private final long space;
        private final Bytes anchor;
        private final List<Condition> conditions = new ArrayList<>();
        private final List<Change> changes = new ArrayList<>();

        private Builder(long space, Bytes anchor) {
            this.space = space;
            this.anchor = anchor;
        }

        /** Requires that there is no such row. */
        public Builder ifAbsent(RowName row) {
            conditions.add(new Condition.Absent(row));
            return this;
        }

        /** Requires that the row has this revision. */
        public Builder ifUnchanged(RowName row, long revision) {
            conditions.add(new Condition.Unchanged(row, revision));
            return this;
        }

        /** Puts a row without a body that counts for nothing. */
        public Builder put(RowName row, Bytes value) {
            return put(row, value, new BodySource.None(), Tally.NONE);
        }

        /** Puts a row with a staged body. */
        public Builder put(RowName row, Bytes value, StagedBody body, Tally tally) {
            return put(row, value, new BodySource.Staged(body), tally);
        }

        /** Puts a row. */
        public Builder put(RowName row, Bytes value, BodySource body, Tally tally) {
            changes.add(new Change.Put(row, value, body, tally));
            return this;
        }

        /** Moves a row with its body. */
        public Builder move(RowName from, RowName to, Bytes value, Tally tally) {
            changes.add(new Change.Move(from, to, value, tally));
            return this;
        }

        /** Deletes a row. */
        public Builder delete(RowName row) {
            changes.add(new Change.Delete(row));
            return this;
        }

        /** The batch. */
        public Batch build() {
            return new Batch(space, anchor, conditions, changes);
        }
    }
}
