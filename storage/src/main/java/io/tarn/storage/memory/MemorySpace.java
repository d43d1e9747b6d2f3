package io.tarn.storage.memory;

import io.tarn.storage.Batch;
import io.tarn.storage.Batch.BodySource;
import io.tarn.storage.Batch.Change;
import io.tarn.storage.Batch.Condition;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.Tally;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one space. Writers hold the lock, readers do not. A batch is first checked and planned against the rows
 * as they are, which may end it, and then applied, which cannot fail.
 */
final class MemorySpace {
    private final long id;
    private final MemoryBudget budget;
    private final AtomicLong revisions;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentSkipListMap<RowKey, MemoryRow> rows = new ConcurrentSkipListMap<>();
    private final TreeMap<Integer, Long> tallies = new TreeMap<>();
    private @Nullable Bytes fenceOwner;
    private boolean dropped;

    MemorySpace(long id, MemoryBudget budget, AtomicLong revisions) {
        this.id = id;
        this.budget = budget;
        this.revisions = revisions;
    }

    /** What becomes of one row: its new form, or null if it goes; {@code bodyMoved} if its old body is not to be freed. */
    private record Step(RowKey key, @Nullable MemoryRow after, boolean bodyMoved) {}

    ConcurrentSkipListMap<RowKey, MemoryRow> rows() {
        return rows;
    }

    CommitResult commit(MemoryStore store, Batch batch) {
        lock.lock();
        try {
            if (dropped || fenceOwner != null) {
                return new CommitResult.Fenced();
            }
            RowName unmet = firstUnmet(batch);
            if (unmet != null) {
                return new CommitResult.Conflict(unmet);
            }
            long revision = revisions.incrementAndGet();
            List<MemoryStagedBody> consumed = consumeBodies(store, batch);
            Collection<Step> plan = plan(batch, revision);
            try {
                budget.change(plan.stream().mapToLong(this::growth).sum());
            } catch (RuntimeException refused) {
                consumed.forEach(MemoryStagedBody::restore);
                throw refused;
            }
            plan.forEach(this::apply);
            return new CommitResult.Committed(revision);
        } finally {
            lock.unlock();
        }
    }

    private RowKey key(Bytes anchor, RowName name) {
        return new RowKey(id, name.table(), anchor, name.suffix());
    }

    private @Nullable RowName firstUnmet(Batch batch) {
        for (Condition condition : batch.conditions()) {
            MemoryRow found = rows.get(key(batch.anchor(), condition.row()));
            boolean holds = switch (condition) {
                case Condition.Absent absent -> found == null;
                case Condition.Unchanged unchanged ->
                    found != null && found.row().revision() == unchanged.revision();
            };
            if (!holds) {
                return condition.row();
            }
        }
        for (Change change : batch.changes()) {
            RowName needed = switch (change) {
                case Change.Put put -> put.body() instanceof BodySource.Keep ? put.row() : null;
                case Change.Move move -> move.from();
                case Change.Delete delete -> null;
            };
            if (needed != null && !rows.containsKey(key(batch.anchor(), needed))) {
                return needed;
            }
        }
        return null;
    }

    private static List<MemoryStagedBody> consumeBodies(MemoryStore store, Batch batch) {
        List<MemoryStagedBody> consumed = new ArrayList<>();
        for (Change change : batch.changes()) {
            if (change instanceof Change.Put put && put.body() instanceof BodySource.Staged staged) {
                if (staged.body() instanceof MemoryStagedBody body && body.belongsTo(store) && body.consume()) {
                    consumed.add(body);
                } else {
                    consumed.forEach(MemoryStagedBody::restore);
                    throw new IllegalStateException("the body of a row was not staged here, or is staged no more");
                }
            }
        }
        return consumed;
    }

    /** One step for each row, so that a row that is moved away and put anew is never seen missing. */
    private Collection<Step> plan(Batch batch, long revision) {
        SequencedMap<RowKey, Step> plan = new LinkedHashMap<>();
        for (Change change : batch.changes()) {
            switch (change) {
                case Change.Put put -> {
                    RowKey key = key(batch.anchor(), put.row());
                    MemoryRow before = rows.get(key);
                    MemoryBody body = switch (put.body()) {
                        case BodySource.None none -> null;
                        case BodySource.Keep keep -> before == null ? null : before.body();
                        case BodySource.Staged staged -> ((MemoryStagedBody) staged.body()).body();
                    };
                    place(plan, key, row(key, put.value(), revision, body, put.tally()));
                }
                case Change.Move move -> {
                    RowKey from = key(batch.anchor(), move.from());
                    RowKey to = key(batch.anchor(), move.to());
                    MemoryRow before = rows.get(from);
                    MemoryBody body = before == null ? null : before.body();
                    place(plan, to, row(to, move.value(), revision, body, move.tally()));
                    plan.put(from, new Step(from, null, true));
                }
                case Change.Delete delete -> {
                    RowKey key = key(batch.anchor(), delete.row());
                    plan.put(key, new Step(key, null, false));
                }
            }
        }
        return plan.values();
    }

    /** Puts a row where another may have been moved away: then that one's body stays. */
    private static void place(Map<RowKey, Step> plan, RowKey key, MemoryRow after) {
        boolean movedAway = plan.containsKey(key);
        plan.put(key, new Step(key, after, movedAway));
    }

    private static MemoryRow row(RowKey key, Bytes value, long revision, @Nullable MemoryBody body, Tally tally) {
        long bodyLength = body == null ? Row.NO_BODY : body.length();
        return new MemoryRow(new Row(key, value, revision, bodyLength, tally), body);
    }

    private long growth(Step step) {
        MemoryRow before = rows.get(step.key());
        MemoryRow after = step.after();
        return (after == null ? 0 : after.cost()) - (before == null ? 0 : before.cost());
    }

    private void apply(Step step) {
        MemoryRow after = step.after();
        MemoryRow before = after == null ? rows.remove(step.key()) : rows.put(step.key(), after);
        if (after != null) {
            count(after.row().tally(), 1);
        }
        if (before != null) {
            count(before.row().tally(), -1);
            MemoryBody freed = before.body();
            if (freed != null && !step.bodyMoved() && (after == null || after.body() != freed)) {
                freed.release();
            }
        }
    }

    private void count(Tally tally, int sign) {
        tally.counts()
                .forEach((counter, number) -> tallies.merge(counter, sign * number, (left, right) -> {
                    long sum = left + right;
                    return sum == 0 ? null : sum;
                }));
    }

    Map<Integer, Long> tallies() {
        lock.lock();
        try {
            return Map.copyOf(tallies);
        } finally {
            lock.unlock();
        }
    }

    /** Sets the fence; false if another owner's stands or the space was dropped. */
    boolean fence(Bytes owner) {
        lock.lock();
        try {
            if (dropped || (fenceOwner != null && !fenceOwner.equals(owner))) {
                return false;
            }
            fenceOwner = owner;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void lift(Bytes owner) {
        lock.lock();
        try {
            if (fenceOwner != null && fenceOwner.equals(owner)) {
                fenceOwner = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Bytes fenceOwner() {
        lock.lock();
        try {
            return fenceOwner;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back everything; commits that come later are fenced. */
    void drop() {
        lock.lock();
        try {
            if (dropped) {
                return;
            }
            if (fenceOwner == null) {
                throw new IllegalStateException("space " + id + " is not fenced: fence it before it is dropped");
            }
            dropped = true;
            fenceOwner = null;
            for (RowKey key : rows.keySet()) {
                budget.change(growth(new Step(key, null, false)));
                apply(new Step(key, null, false));
            }
        } finally {
            lock.unlock();
        }
    }
}
