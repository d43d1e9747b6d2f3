package io.tarn.storage.local;

import io.tarn.storage.RowKey;
import io.tarn.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Deletes rows of a dropped space. The log must say so although it says that the space was dropped: replay has to free
 * their regions before it meets the bodies that took them over.
 */
final class SweepTask implements Task {
    final CompletableFuture<Void> result = new CompletableFuture<>();

    private final long space;
    private final List<RowKey> rows;

    /** Without rows the space itself is forgotten. */
    SweepTask(long space, List<RowKey> rows) {
        this.space = space;
        this.rows = List.copyOf(rows);
    }

    @Override
    public long bytes() {
        return 2_000L * rows.size();
    }

    @Override
    public @Nullable List<LogOp> plan(View view, long sequence) {
        List<LogOp> ops = new ArrayList<>();
        for (RowKey key : rows) {
            if (view.row(key) != null) {
                ops.add(new LogOp.DropRow(key, sequence));
            }
        }
        return ops.isEmpty() ? null : ops;
    }

    @Override
    public void fold(Fold fold) {
        if (rows.isEmpty()) {
            fold.forget(space);
        }
    }

    @Override
    public void done() {
        result.complete(null);
    }

    @Override
    public void refused(RuntimeException cause) {
        result.completeExceptionally(cause);
    }

    @Override
    public void unknown(String reason) {
        result.completeExceptionally(new StorageException.Unavailable(reason));
    }
}
