package io.tarn.core.sweep;

import io.tarn.core.layout.Manifest;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.ObjectRows.PartName;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.CommitResult;
import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.RowName;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through a bucket's sweep entries. May be stopped anywhere, by a crash too, and begun anew; for one thread at a
 * time per store.
 *
 * <p>Of a whole upload the manifest goes first: a reader who finds it knows that no part of it is gone, and pins it
 * before the parts could go.
 */
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Most rows deleted by one commit. */
    private static final int BATCH_ROWS = 500;

    /** Most entries looked at before they are worked through. */
    private static final int ENTRIES_MAX = 1_000;

    private final Store store;
    private final UploadPins pins;
    private final Clock clock;

    /**
     * @param pins shared with those who read
     */
    public Sweeper(Store store, UploadPins pins, Clock clock) {
        this.store = store;
        this.pins = pins;
        this.clock = clock;
    }

    /**
     * Works through at most {@value #ENTRIES_MAX} entries of a bucket that may go soon.
     *
     * @return entries that are done and gone
     */
    public int sweep(long space) {
        return sweep(space, ObjectRows.SWEEPS);
    }

    /**
     * Works through at most {@value #ENTRIES_MAX} entries of a bucket that are kept for days and now due. Looks at all that
     * are kept: for once in a while.
     *
     * @return entries that are done and gone
     */
    public int expire(long space) {
        return sweep(space, ObjectRows.EXPIRIES);
    }

    private int sweep(long space, byte table) {
        int done = 0;
        for (SweepEntry entry : due(space, table)) {
            if (sweep(entry)) {
                done++;
            }
        }
        return done;
    }

    private List<SweepEntry> due(long space, byte table) {
        List<SweepEntry> due = new ArrayList<>();
        try (Scan scan = store.scan(space, table)) {
            for (Row row = scan.next(); row != null && due.size() < ENTRIES_MAX; row = scan.next()) {
                SweepEntry entry = SweepEntry.of(row);
                if (entry.notBefore() <= store.moment(space, entry.key(), clock.millis())) {
                    due.add(entry);
                }
            }
        }
        return due;
    }

    /** True if the entry is gone. */
    private boolean sweep(SweepEntry entry) {
        return switch (entry.what()) {
            case OUTCOME -> finish(entry, entry.begin().delete(ObjectRows.outcome(entry.uploadId())));
            case UNNAMED -> sweepUnnamed(entry);
            case WHOLE -> sweepWholeIfUnread(entry);
        };
    }

    private boolean sweepUnnamed(SweepEntry entry) {
        if (stillNeeded(entry)) {
            return false;
        }
        try (OpenRow row = store.open(key(entry, ObjectRows.manifest(entry.uploadId())))) {
            if (row == null) {
                // The object is gone too: another entry takes all its parts.
                return forgetUploads(entry) && finish(entry, entry.begin());
            }
            Set<PartName> named = new HashSet<>();
            for (Manifest.Part part : Manifest.read(row).parts()) {
                named.add(new PartName(entry.uploadId(), part.number(), part.attempt()));
            }
            return deleteParts(entry, part -> !named.contains(part))
                    && forgetUploads(entry)
                    && finish(entry, entry.begin());
        }
    }

    private boolean sweepWholeIfUnread(SweepEntry entry) {
        if (!pins.claim(entry.space(), entry.uploadId())) {
            return false;
        }
        try {
            return !stillNeeded(entry) && sweepWhole(entry);
        } finally {
            pins.release(entry.space(), entry.uploadId());
        }
    }

    private boolean sweepWhole(SweepEntry entry) {
        RowName manifest = ObjectRows.manifest(entry.uploadId());
        if (store.get(key(entry, manifest)) != null && !committed(entry.begin().delete(manifest))) {
            return false;
        }
        return deleteParts(entry, part -> true) && forgetUploads(entry) && finish(entry, entry.begin());
    }

    /** A broken promise of those who write entries must not cost an object. */
    private boolean stillNeeded(SweepEntry entry) {
        boolean open = store.get(key(entry, ObjectRows.upload(entry.uploadId()))) != null;
        boolean named = entry.what() == io.tarn.core.layout.Sweep.What.WHOLE && namedByCurrent(entry);
        if (open || named) {
            LOG.error(
                    "Not swept: upload {} in space {} is still {}",
                    entry.uploadId(),
                    entry.space(),
                    open ? "open" : "named");
        }
        return open || named;
    }

    private boolean namedByCurrent(SweepEntry entry) {
        Row row = store.get(key(entry, ObjectRows.current()));
        if (row == null) {
            return false;
        }
        ObjectRecord.ManifestReference manifest =
                ObjectRecord.decode(row.value()).manifest();
        return manifest != null && manifest.uploadId().equals(entry.uploadId());
    }

    /** True if all are gone that should be. */
    private boolean deleteParts(SweepEntry entry, Predicate<PartName> which) {
        Bytes prefix = ObjectRows.partsPrefix(entry.uploadId());
        try (Scan scan = store.scan(entry.space(), ObjectRows.PARTS)) {
            scan.seek(entry.key(), prefix);
            Batch.Builder batch = entry.begin();
            int rows = 0;
            for (Row row = scan.next(); row != null && isPart(row, entry, prefix); row = scan.next()) {
                PartName part = PartName.decode(row.key().suffix());
                if (which.test(part)) {
                    batch.delete(ObjectRows.part(part));
                    rows++;
                }
                if (rows == BATCH_ROWS) {
                    if (!committed(batch)) {
                        return false;
                    }
                    batch = entry.begin();
                    rows = 0;
                }
            }
            return rows == 0 || committed(batch);
        }
    }

    private static boolean isPart(Row row, SweepEntry entry, Bytes prefix) {
        return row.key().anchor().equals(entry.key()) && row.key().suffix().startsWith(prefix);
    }

    /**
     * Without open uploads nobody asks any more whether there are some, or when the key was last deleted. An upload that
     * begins meanwhile changes the first of these rows.
     */
    private boolean forgetUploads(SweepEntry entry) {
        Row begun = store.get(key(entry, ObjectRows.uploadsBegun()));
        Row changed = store.get(key(entry, ObjectRows.lastChanged()));
        if ((begun == null && changed == null) || hasOpenUploads(entry)) {
            return true;
        }
        Batch.Builder batch = entry.begin();
        forget(batch, ObjectRows.uploadsBegun(), begun);
        forget(batch, ObjectRows.lastChanged(), changed);
        return committed(batch);
    }

    private static void forget(Batch.Builder batch, RowName name, @Nullable Row seen) {
        if (seen == null) {
            batch.ifAbsent(name);
        } else {
            batch.ifUnchanged(name, seen.revision()).delete(name);
        }
    }

    private boolean hasOpenUploads(SweepEntry entry) {
        try (Scan scan = store.scan(entry.space(), ObjectRows.UPLOADS)) {
            scan.seek(entry.key(), Bytes.EMPTY);
            Row row = scan.next();
            return row != null && row.key().anchor().equals(entry.key());
        }
    }

    private boolean finish(SweepEntry entry, Batch.Builder batch) {
        return committed(batch.delete(entry.row()));
    }

    /** Whatever else became of it, the entry stays and is looked at again. */
    private boolean committed(Batch.Builder batch) {
        return store.commit(batch.build()) instanceof CommitResult.Committed;
    }

    private static io.tarn.storage.RowKey key(SweepEntry entry, RowName name) {
        return ObjectRows.key(entry.space(), entry.key(), name);
    }
}
