package io.tarn.storage.local;

import io.tarn.storage.Batch;
import io.tarn.storage.CommitResult;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A commit: its conditions are checked and its changes turned into outcomes. */
final class BatchTask implements Task {
    final CompletableFuture<CommitResult> result = new CompletableFuture<>();

    private final Batch batch;
    private final long bytes;
    private CommitResult planned = new CommitResult.Fenced();

    /** Rows that this batch itself changed, as far as planned. */
    private final Map<RowName, Optional<BodyOwner>> own = new HashMap<>();

    /** A row that is there, with its body. */
    private record BodyOwner(long revision, @Nullable BodyRef body) {}

    BatchTask(Batch batch, long bytes) {
        this.batch = batch;
        this.bytes = bytes;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public @Nullable List<LogOp> plan(View view, long sequence) {
        SpaceTable.Entry space = view.spaces.working(batch.space());
        if (space == null || space.state().kind() != SpaceState.Kind.OPEN) {
            planned = new CommitResult.Fenced();
            return null;
        }
        for (Batch.Condition condition : batch.conditions()) {
            if (!holds(condition, view)) {
                planned = new CommitResult.Conflict(condition.row());
                return null;
            }
        }
        planned = new CommitResult.Committed(sequence);
        List<LogOp> ops = new ArrayList<>(batch.changes().size() + 1);
        for (Batch.Change change : batch.changes()) {
            @Nullable RowName missing = plan(change, view, sequence, ops);
            if (missing != null) {
                planned = new CommitResult.Conflict(missing);
                return null;
            }
        }
        return ops;
    }

    private boolean holds(Batch.Condition condition, View view) {
        @Nullable BodyOwner row = find(condition.row(), view);
        return switch (condition) {
            case Batch.Condition.Absent ignored -> row == null;
            case Batch.Condition.Unchanged unchanged -> row != null && row.revision == unchanged.revision();
        };
    }

    /** Adds the outcomes of a change, or returns the row that should have been there. */
    private @Nullable RowName plan(Batch.Change change, View view, long sequence, List<LogOp> ops) {
        switch (change) {
            case Batch.Change.Put put -> {
                @Nullable BodyRef body = null;
                if (put.body() instanceof Batch.BodySource.Keep) {
                    @Nullable BodyOwner kept = find(put.row(), view);
                    if (kept == null) {
                        return put.row();
                    }
                    body = existing(kept.body);
                } else if (put.body() instanceof Batch.BodySource.Staged staged) {
                    body = ((LocalStaged) staged.body()).body();
                }
                ops.add(new LogOp.PutRow(key(put.row()), sequence, put.tally(), body, put.value()));
                own.put(put.row(), Optional.of(new BodyOwner(sequence, body)));
            }
            case Batch.Change.Move move -> {
                @Nullable BodyOwner moved = find(move.from(), view);
                if (moved == null) {
                    return move.from();
                }
                ops.add(new LogOp.DropRow(key(move.from()), sequence));
                ops.add(new LogOp.PutRow(key(move.to()), sequence, move.tally(), existing(moved.body), move.value()));
                own.put(move.from(), Optional.empty());
                own.put(move.to(), Optional.of(new BodyOwner(sequence, moved.body)));
            }
            case Batch.Change.Delete delete -> {
                if (find(delete.row(), view) != null) {
                    ops.add(new LogOp.DropRow(key(delete.row()), sequence));
                    own.put(delete.row(), Optional.empty());
                }
            }
        }
        return null;
    }

    private static @Nullable BodyRef existing(@Nullable BodyRef body) {
        if (body instanceof BodyRef.Inline) {
            throw new IllegalArgumentException("a batch moves or keeps a body that it brings itself");
        }
        return body;
    }

    private RowKey key(RowName name) {
        return new RowKey(batch.space(), name.table(), batch.anchor(), name.suffix());
    }

    private @Nullable BodyOwner find(RowName name, View view) {
        Optional<BodyOwner> changed = own.get(name);
        if (changed != null) {
            return changed.orElse(null);
        }
        RowState state = view.row(key(name));
        return state == null ? null : new BodyOwner(state.revision(), state.body());
    }

    @Override
    public void done() {
        boolean committed = planned instanceof CommitResult.Committed;
        bodies().forEach(committed ? LocalStaged::consumed : LocalStaged::returned);
        result.complete(planned);
    }

    @Override
    public void refused(RuntimeException cause) {
        bodies().forEach(LocalStaged::returned);
        result.completeExceptionally(cause);
    }

    @Override
    public void unknown(String reason) {
        bodies().forEach(LocalStaged::consumed);
        result.complete(new CommitResult.Unknown(reason));
    }

    private List<LocalStaged> bodies() {
        return LocalStaged.in(batch);
    }
}
