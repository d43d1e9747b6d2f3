package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A change of the index that needs no record, because the log says it already or it can be found out again. When it is
 * done, everything that was ahead of it is applied.
 */
final class IndexTask implements Task {
    final CompletableFuture<Void> result = new CompletableFuture<>();

    private final long bytes;
    private final Consumer<Fold> change;

    IndexTask(long bytes, Consumer<Fold> change) {
        this.bytes = bytes;
        this.change = change;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public @Nullable List<LogOp> plan(View view, long sequence) {
        return null;
    }

    @Override
    public void fold(Fold fold) {
        change.accept(fold);
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
