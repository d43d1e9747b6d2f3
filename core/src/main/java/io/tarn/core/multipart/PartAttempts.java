package io.tarn.core.multipart;

import io.tarn.core.layout.ObjectRows;
import io.tarn.storage.Batch;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.RowName;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds the attempts at one part. A completion may have looked at what is deleted here: it is conditioned on a row that
 * is written in the same batch ({@link ObjectRows#attemptsDeleted}), and looks again.
 */
final class PartAttempts {
    private static final int BATCH_ROWS = 500;

    private final Store store;

    PartAttempts(Store store) {
        this.store = store;
    }

    /** Deletes superseded attempts if there are as many as there may be. Whatever becomes of it, nothing is lost. */
    void makeRoom(OpenUpload upload, int number) {
        List<Row> attempts = attempts(upload, number);
        if (attempts.size() < MultipartLimits.ATTEMPTS_MAX) {
            return;
        }
        long newest = attempts.stream().mapToLong(Row::revision).max().orElseThrow();
        Batch.Builder batch = Batch.on(upload.bucket().space(), upload.key())
                .ifUnchanged(ObjectRows.upload(upload.id()), upload.revision())
                .put(ObjectRows.attemptsDeleted(upload.id()), Bytes.EMPTY);
        for (Row attempt : attempts) {
            if (attempt.revision() != newest) {
                batch.delete(new RowName(ObjectRows.PARTS, attempt.key().suffix()));
            }
        }
        store.commit(batch.build());
    }

    private List<Row> attempts(OpenUpload upload, int number) {
        Bytes prefix = ObjectRows.partPrefix(upload.id(), number);
        List<Row> attempts = new ArrayList<>();
        try (Scan scan = store.scan(upload.bucket().space(), ObjectRows.PARTS)) {
            scan.seek(upload.key(), prefix);
            for (Row row = scan.next();
                    row != null
                            && attempts.size() < BATCH_ROWS
                            && row.key().anchor().equals(upload.key())
                            && row.key().suffix().startsWith(prefix);
                    row = scan.next()) {
                attempts.add(row);
            }
        }
        return attempts;
    }
}
