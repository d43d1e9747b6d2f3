package io.tarn.core.bucket;

import io.tarn.core.layout.BucketName;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.SystemRows;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Fence;
import io.tarn.storage.Row;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away what a crash left of buckets half made or half gone. */
final class BucketRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(BucketRecovery.class);

    private final Store store;
    private final BucketStore rows;

    BucketRecovery(Store store, BucketStore rows) {
        this.store = store;
        this.rows = rows;
    }

    void run() {
        Set<Long> spaces = new HashSet<>();
        for (BucketStore.Seen seen : all(store)) {
            if (seen.active()) {
                spaces.add(seen.bucket().space());
            } else if (rows.remove(seen) instanceof CommitResult.Committed) {
                BucketRemoval.dropSpace(store, seen.bucket());
                LOG.info(
                        "Bucket {} was never finished: cleared away",
                        seen.bucket().name());
            }
        }
        releaseNamesOfNobody();
        for (Fence fence : store.fences()) {
            if (BucketRemoval.setByDeletion(fence)) {
                finishOrLift(fence, spaces.contains(fence.space()));
            }
        }
    }

    /** The rows of all buckets, pending ones too. */
    static List<BucketStore.Seen> all(Store store) {
        List<BucketStore.Seen> all = new ArrayList<>();
        try (Scan scan = store.scan(Store.SYSTEM_SPACE, SystemRows.BUCKETS)) {
            for (Row row = scan.next(); row != null; row = scan.next()) {
                all.add(new BucketStore.Seen(BucketRecord.decode(row.value()), row.revision()));
            }
        }
        return all;
    }

    private void releaseNamesOfNobody() {
        List<Row> claims = new ArrayList<>();
        try (Scan scan = store.scan(Store.SYSTEM_SPACE, SystemRows.NAMES)) {
            for (Row row = scan.next(); row != null; row = scan.next()) {
                claims.add(row);
            }
        }
        for (Row row : claims) {
            String name = SystemRows.bucketOf(row.key().anchor());
            String owner = BucketName.decode(row.value()).owner();
            if (rows.row(owner, name) == null) {
                rows.release(name, new BucketStore.Claim(owner, row.revision()));
            }
        }
    }

    private void finishOrLift(Fence fence, boolean exists) {
        if (exists) {
            store.lift(fence);
        } else {
            store.dropSpace(fence.space());
            LOG.info("The deletion of the bucket in space {} is finished", fence.space());
        }
    }
}
