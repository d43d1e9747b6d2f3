package io.tarn.storage.local;

import io.tarn.storage.Batch;
import io.tarn.storage.StagedBody;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A body that no row owns yet. */
final class LocalStaged implements StagedBody {
    private enum Stage {
        OURS,
        IN_COMMIT,
        GONE
    }

    private final BodyRef body;
    private final Volumes volumes;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OURS);

    LocalStaged(BodyRef body, Volumes volumes) {
        this.body = body;
        this.volumes = volumes;
    }

    /** The bodies that a batch brings. */
    static List<LocalStaged> in(Batch batch) {
        if (batch.changes().size() == 1
                && batch.changes().getFirst() instanceof Batch.Change.Put put
                && put.body() instanceof Batch.BodySource.Staged staged) {
            return List.of((LocalStaged) staged.body());
        }
        return batch.changes().stream()
                .filter(change ->
                        change instanceof Batch.Change.Put put && put.body() instanceof Batch.BodySource.Staged)
                .map(change -> (LocalStaged) ((Batch.BodySource.Staged) ((Batch.Change.Put) change).body()).body())
                .toList();
    }

    BodyRef body() {
        return body;
    }

    boolean belongsTo(Volumes others) {
        return volumes == others;
    }

    /** Lends it to a commit. */
    void lend() {
        if (!stage.compareAndSet(Stage.OURS, Stage.IN_COMMIT)) {
            throw new IllegalArgumentException("a body is staged once, and this one was committed or discarded");
        }
    }

    /** The commit did not take it. */
    void returned() {
        stage.set(Stage.OURS);
    }

    /** A row owns it now, or may do so. */
    void consumed() {
        stage.set(Stage.GONE);
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public void close() {
        if (stage.compareAndSet(Stage.OURS, Stage.GONE) && body instanceof BodyRef.InVolumes large) {
            volumes.release(large);
        }
    }
}
