package io.tarn.storage.local;

import io.tarn.storage.RowKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes rows of a dropped space out of the index; the log has said so once, with the drop. */
final class SweepTask implements Task {
    final CompletableFuture<Void> result = new CompletableFuture<>();

    private final long space;
    private final List<RowKey> rows;

    /** Without rows the space itself is forgotten. */
    SweepTask(long space, List<RowKey> rows) {
        this.space = space;
        this.rows = rows;
    }

    @Override
    public long bytes() {
        return 128L * rows.size();
    }

    @Override
    public @Nullable List<LogOp> plan(View view, long sequence) {
        return null;
    }

    @Override
    public void fold(Fold fold) {
        if (rows.isEmpty()) {
            fold.forget(space);
        } else {
            rows.forEach(fold::sweep);
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
        result.completeExceptionally(new io.tarn.storage.StorageException.Unavailable(reason));
    }
}
