package io.tarn.storage.contract;

import io.tarn.storage.Batch;
import io.tarn.storage.Batch.BodySource;
import io.tarn.storage.Batch.Change;
import io.tarn.storage.Batch.Condition;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StagedBody;
import io.tarn.storage.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The contract in its plainest form, for one thread: what a store must look like after the same steps. */
final class ReferenceStore {
    private final TreeMap<RowKey, Held> rows = new TreeMap<>();
    private final Map<Long, @Nullable Bytes> fenceOwners = new HashMap<>();

    /** A row, with the bytes of its body. */
    record Held(Row row, @Nullable Bytes body) {}

    void createSpace(long space) {
        fenceOwners.put(space, null);
    }

    /** What a batch must come to, without doing it: null if it commits. */
    @Nullable
    CommitResult refusal(Batch batch) {
        if (!fenceOwners.containsKey(batch.space()) || fenceOwners.get(batch.space()) != null) {
            return new CommitResult.Fenced();
        }
        for (Condition condition : batch.conditions()) {
            Held held = rows.get(key(batch, condition.row()));
            boolean holds = switch (condition) {
                case Condition.Absent absent -> held == null;
                case Condition.Unchanged unchanged -> held != null && held.row().revision() == unchanged.revision();
            };
            if (!holds) {
                return new CommitResult.Conflict(condition.row());
            }
        }
        for (Change change : batch.changes()) {
            if (change instanceof Change.Move move && !rows.containsKey(key(batch, move.from()))) {
                return new CommitResult.Conflict(move.from());
            }
            if (change instanceof Change.Put put
                    && put.body() instanceof BodySource.Keep
                    && !rows.containsKey(key(batch, put.row()))) {
                return new CommitResult.Conflict(put.row());
            }
        }
        return null;
    }

    private static RowKey key(Batch batch, RowName name) {
        return new RowKey(batch.space(), name.table(), batch.anchor(), name.suffix());
    }

    /** Does a batch that is not refused. */
    void commit(Batch batch, long revision, Map<StagedBody, Bytes> staged) {
        for (Change change : batch.changes()) {
            switch (change) {
                case Change.Put put -> {
                    RowKey key = key(batch, put.row());
                    Held before = rows.get(key);
                    Bytes body = switch (put.body()) {
                        case BodySource.None none -> null;
                        case BodySource.Keep keep -> before == null ? null : before.body();
                        case BodySource.Staged source -> staged.get(source.body());
                    };
                    set(key, put.value(), revision, body, put.tally());
                }
                case Change.Move move -> {
                    Held from = rows.remove(key(batch, move.from()));
                    set(key(batch, move.to()), move.value(), revision, from == null ? null : from.body(), move.tally());
                }
                case Change.Delete delete -> rows.remove(key(batch, delete.row()));
            }
        }
    }

    private void set(RowKey key, Bytes value, long revision, @Nullable Bytes body, Tally tally) {
        rows.put(key, new Held(new Row(key, value, revision, body == null ? Row.NO_BODY : body.length(), tally), body));
    }

    @Nullable
    Held get(RowKey key) {
        return rows.get(key);
    }

    List<Held> all() {
        return List.copyOf(rows.values());
    }

    List<Row> from(long space, byte table, Bytes anchor, Bytes suffix) {
        List<Row> found = new ArrayList<>();
        for (Held held : rows.tailMap(new RowKey(space, table, anchor, suffix)).values()) {
            if (held.row().key().space() == space && held.row().key().table() == table) {
                found.add(held.row());
            }
        }
        return found;
    }

    Map<Integer, Long> tallies(long space) {
        Map<Integer, Long> sums = new TreeMap<>();
        for (Held held : rows.values()) {
            if (held.row().key().space() == space) {
                held.row().tally().counts().forEach((counter, number) -> sums.merge(counter, number, Long::sum));
            }
        }
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    boolean fence(long space, Bytes owner) {
        if (!fenceOwners.containsKey(space)) {
            return false;
        }
        Bytes before = fenceOwners.get(space);
        if (before == null) {
            fenceOwners.put(space, owner);
        }
        return before == null || before.equals(owner);
    }

    void lift(long space, Bytes owner) {
        if (Objects.equals(owner, fenceOwners.get(space))) {
            fenceOwners.put(space, null);
        }
    }

    boolean fenced(long space) {
        return fenceOwners.get(space) != null;
    }

    void dropSpace(long space) {
        fenceOwners.remove(space);
        rows.keySet().removeIf(key -> key.space() == space);
    }
}
