package io.tarn.core.multipart;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.body.Received;
import io.tarn.core.body.Staging;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.checksum.Digests;
import io.tarn.core.checksum.RunningChecksum;
import io.tarn.core.layout.Counters;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.PartRecord;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.core.object.Commits;
import io.tarn.storage.Batch;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Writes parts, received or copied, each as a row of its own that nothing overwrites. */
final class PartUploads {
    private static final int COPY_BUFFER_BYTES = 128 * 1024;

    private final Store store;
    private final Buckets buckets;
    private final Uploads uploads;
    private final PartAttempts attempts;
    private final Clock clock;
    private final RandomGenerator random;

    PartUploads(Store store, Buckets buckets, Uploads uploads, Clock clock, RandomGenerator random) {
        this.store = store;
        this.buckets = buckets;
        this.uploads = uploads;
        this.attempts = new PartAttempts(store);
        this.clock = clock;
        this.random = random;
    }

    PartRecord put(OpenUpload upload, int number, Received part, String requestId) {
        long size = part.length();
        if (size > MultipartLimits.PART_BYTES_MAX) {
            throw S3Exception.of(ErrorCode.ENTITY_TOO_LARGE)
                    .with("ProposedSize", Long.toString(size))
                    .with("MaxSizeAllowed", Long.toString(MultipartLimits.PART_BYTES_MAX));
        }
        if (part.checksum().algorithm() != upload.partAlgorithm()) {
            throw new IllegalArgumentException(part.checksum() + " for an upload of " + upload.partAlgorithm());
        }
        attempts.makeRoom(upload, number);
        long now = store.moment(upload.bucket().space(), upload.key(), clock.millis());
        PartRecord record = new PartRecord(size, part.md5(), StoredChecksum.full(part.checksum()), now, requestId);
        while (true) {
            RowName row = ObjectRows.part(new ObjectRows.PartName(upload.id(), number, random.nextLong()));
            Batch batch = Batch.on(upload.bucket().space(), upload.key())
                    .ifUnchanged(ObjectRows.upload(upload.id()), upload.revision())
                    .ifAbsent(row)
                    .put(row, record.encode(), part.body(), Counters.ofPart(size))
                    .build();
            if (Commits.done(store.commit(batch), buckets, upload.bucket(), () -> isThere(upload, row, requestId))) {
                return record;
            }
            OpenUpload found = uploads.find(upload.bucket(), upload.key(), upload.id());
            if (found == null || found.revision() != upload.revision()) {
                throw Uploads.missing(upload.idText());
            }
        }
    }

    private boolean isThere(OpenUpload upload, RowName name, String requestId) {
        RowKey key = ObjectRows.key(upload.bucket().space(), upload.key(), name);
        Row row = store.get(key);
        return row != null && PartRecord.decode(row.value()).writer().equals(requestId);
    }

    PartRecord copy(OpenUpload upload, int number, CopySource source, CopyRange range, String requestId) {
        MessageDigest md5 = Digests.md5();
        RunningChecksum checksum = upload.partAlgorithm().start();
        try (BodyWriter writer = Staging.begin(store, range.length())) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(COPY_BUFFER_BYTES, Math.max(1, range.length())));
            long done = 0;
            while (done < range.length()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), range.length() - done));
                int count = source.read(range.first() + done, buffer);
                if (count < 0) {
                    throw new StorageException.Corrupt("the source of a copy ends at " + (range.first() + done));
                }
                buffer.flip();
                md5.update(buffer.duplicate());
                checksum.update(buffer);
                writer.write(buffer);
                done += count;
            }
            try (Received copied =
                    new Received(writer.finish(), Bytes.wrap(md5.digest()), range.length(), checksum.value())) {
                return put(upload, number, copied, requestId);
            }
        }
    }
}
