package io.tarn.core.object;

import io.tarn.core.layout.Counters;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.Sweep;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.StagedBody;
import io.tarn.storage.Store;
import org.jspecify.annotations.Nullable;

/**
 * How a version of a key follows the one before it: its numbers, its time, and what becomes of the other. The bucket was
 * never versioned, so that the one before goes; with versions it will move to table {@code v} here and nowhere else.
 */
public final class Succession {
    private final Store store;
    private final long space;
    private final Bytes key;
    private final @Nullable CurrentObject before;
    private final long nowMillis;

    /**
     * @param before the current object as it was seen, or null: what {@link #batch} conditions the commit on
     * @param nowMillis given by {@link Store#moment}
     */
    public Succession(Store store, long space, Bytes key, @Nullable CurrentObject before, long nowMillis) {
        this.store = store;
        this.space = space;
        this.key = key;
        this.before = before;
        this.nowMillis = nowMillis;
    }

    /** The next version's sequence number. */
    public long sequence() {
        return before == null ? 1 : before.object().sequence() + 1;
    }

    /** The sequence of the null version once the next version, a null version, is there. */
    public long nullSequence() {
        return sequence();
    }

    /** The next version's time: now, but never before that of the version that it follows. */
    public long lastModified() {
        return before == null ? nowMillis : Math.max(nowMillis, before.object().lastModified());
    }

    /** Puts the next version, whose bytes are its own, and takes the one before away. */
    public Batch batch(ObjectRecord next, StagedBody body) {
        return begin(next, new Batch.BodySource.Staged(body)).build();
    }

    /** Begins a batch that puts the next version, whose bytes lie in parts; the rest is the caller's. */
    public Batch.Builder beginWithParts(ObjectRecord next) {
        return begin(next, new Batch.BodySource.None());
    }

    /** Takes the version away that was seen, so that the key has none. */
    public Batch.Builder beginDelete() {
        if (before == null) {
            throw new IllegalStateException("there is nothing to delete");
        }
        return sweepBefore(Batch.on(space, key).ifUnchanged(ObjectRows.current(), before.revision()))
                .delete(ObjectRows.current());
    }

    private Batch.Builder begin(ObjectRecord next, Batch.BodySource body) {
        Batch.Builder batch = Batch.on(space, key);
        if (before == null) {
            batch.ifAbsent(ObjectRows.current());
        } else {
            batch.ifUnchanged(ObjectRows.current(), before.revision());
        }
        return sweepBefore(batch).put(ObjectRows.current(), next.encode(), body, Counters.of(next));
    }

    /** The parts of what goes are swept; a body of its own goes with the row. */
    private Batch.Builder sweepBefore(Batch.Builder batch) {
        ObjectRecord.ManifestReference manifest =
                before == null ? null : before.object().manifest();
        return manifest == null
                ? batch
                : batch.put(
                        ObjectRows.sweep(Sweep.What.WHOLE, manifest.uploadId()),
                        Sweep.afterGrace(nowMillis, store.capabilities().readGraceMillis())
                                .encode());
    }
}
