package io.tarn.storage.local;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A change of a space's state. */
final class SpaceTask implements Task {
    /** Decides what becomes of a space. */
    interface Change {
        /**
         * The new state, null if nothing is to be written.
         *
         * @throws RuntimeException if it cannot be done
         */
        LogOp.@Nullable SetSpace decide(SpaceTable spaces, long sequence);
    }

    final CompletableFuture<Void> result = new CompletableFuture<>();

    private final Change change;

    SpaceTask(Change change) {
        this.change = change;
    }

    @Override
    public long bytes() {
        return 256;
    }

    @Override
    public @Nullable List<LogOp> plan(View view, long sequence) {
        LogOp.SetSpace op = change.decide(view.spaces, sequence);
        return op == null ? null : List.of(op);
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
