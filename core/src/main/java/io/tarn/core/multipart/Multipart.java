package io.tarn.core.multipart;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.body.MultipartChecksum;
import io.tarn.core.body.Received;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.Counters;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.PartRecord;
import io.tarn.core.layout.Sweep;
import io.tarn.core.layout.UploadId;
import io.tarn.core.layout.UploadRecord;
import io.tarn.core.listing.Page;
import io.tarn.core.object.Commits;
import io.tarn.core.object.ObjectLimits;
import io.tarn.storage.Batch;
import io.tarn.storage.Batch.BodySource;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.Scan;
import io.tarn.storage.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** The seven operations on multipart uploads. Safe for any number of threads. */
public final class Multipart {
    private final Store store;
    private final Clock clock;
    private final RandomGenerator random;
    private final Uploads uploads;
    private final Buckets buckets;
    private final PartUploads parts;
    private final Completion completion;

    /**
     * @param random gives upload ids, which must not be guessable
     */
    public Multipart(Store store, Buckets buckets, Clock clock, RandomGenerator random) {
        this.store = store;
        this.buckets = buckets;
        this.clock = clock;
        this.random = random;
        this.uploads = new Uploads(store);
        this.parts = new PartUploads(store, buckets, uploads, clock, random);
        this.completion = new Completion(store, buckets, uploads, clock);
    }

    /**
     * Begins an upload.
     *
     * @return its id as clients see it
     * @throws S3Exception {@code KeyTooLongError}, {@code MetadataTooLarge}, {@code NoSuchBucket}, {@code OperationAborted}, {@code SlowDown}, {@code InternalError}
     */
    public String create(NewUpload upload) {
        ObjectLimits.checkKey(upload.key());
        ObjectLimits.checkMetadata(upload.description().metadata());
        byte[] chance = new byte[UploadId.RANDOM_LENGTH];
        random.nextBytes(chance);
        long now = store.moment(upload.bucket().space(), upload.key(), clock.millis());
        UploadId id = UploadId.of(now, chance);
        MultipartChecksum checksum = upload.checksum();
        UploadRecord record = new UploadRecord(
                now,
                upload.description().headers(),
                upload.description().metadata(),
                upload.description().storageClass(),
                checksum == null ? null : checksum.algorithm(),
                checksum == null ? null : checksum.type(),
                upload.description().access().ownerIn(upload.bucket().owner()),
                upload.initiator(),
                upload.requestId(),
                upload.description().access().acl());
        RowName row = ObjectRows.upload(id);
        Batch batch = Batch.on(upload.bucket().space(), upload.key())
                .ifAbsent(row)
                .put(row, record.encode(), new BodySource.None(), Counters.ofUpload())
                .put(ObjectRows.uploadsBegun(), Bytes.EMPTY)
                .build();
        if (!Commits.done(store.commit(batch), buckets, upload.bucket(), () -> began(upload, id))) {
            throw S3Exception.of(ErrorCode.INTERNAL_ERROR, "An upload id was given twice");
        }
        return UploadIdText.of(upload.key(), id);
    }

    private boolean began(NewUpload upload, UploadId id) {
        OpenUpload found = uploads.find(upload.bucket(), upload.key(), id);
        return found != null && found.record().writer().equals(upload.requestId());
    }

    /**
     * The upload that a request names.
     *
     * @throws S3Exception {@code NoSuchUpload}
     */
    public OpenUpload find(BucketRecord bucket, Bytes key, String uploadId) {
        return uploads.get(bucket, key, uploadId);
    }

    /**
     * Adds a part, or another attempt at one, which then counts.
     *
     * @param number 1 to {@link MultipartLimits#PARTS_MAX}
     * @param received with a checksum of {@link OpenUpload#partAlgorithm}; consumed if this returns, else still the
     *     caller's to close
     * @param requestId id of the request
     * @throws S3Exception {@code NoSuchUpload} if the upload ended meanwhile, {@code EntityTooLarge}, {@code SlowDown},
     *     {@code InternalError}, {@code NoSuchBucket}, {@code OperationAborted}
     */
    public PartRecord putPart(OpenUpload upload, int number, Received received, String requestId) {
        return parts.put(upload, number, received, requestId);
    }

    /**
     * Adds a part whose bytes come from an object.
     *
     * @throws S3Exception as {@link #putPart}
     */
    public PartRecord copyPart(OpenUpload upload, int number, CopySource source, CopyRange range, String requestId) {
        return parts.copy(upload, number, source, range, requestId);
    }

    /**
     * A page of an upload's parts.
     *
     * @param after only parts with a higher number
     * @param max most parts, 0 to {@link io.tarn.core.listing.PageSize#MAX}
     */
    public PartPage listParts(OpenUpload upload, long after, int max) {
        List<PartPage.ListedPart> page = new ArrayList<>();
        boolean truncated = false;
        if (after < MultipartLimits.PARTS_MAX && max > 0) {
            int from = (int) Math.max(after, 0) + 1;
            try (PartScan scan = new PartScan(store, upload.bucket().space(), upload.key(), upload.id(), from)) {
                PartScan.Found found = scan.next();
                for (; found != null && page.size() < max; found = scan.next()) {
                    page.add(listed(upload, found));
                }
                truncated = found != null;
            }
        }
        return new PartPage(
                upload,
                List.copyOf(page),
                truncated,
                page.isEmpty() ? 0 : page.getLast().number());
    }

    private static PartPage.ListedPart listed(OpenUpload upload, PartScan.Found found) {
        boolean shown = upload.record().checksumAlgorithm() != null;
        return new PartPage.ListedPart(
                found.name().number(), found.record(), shown ? found.record().checksum() : null);
    }

    /** A page of a bucket's open uploads. */
    public UploadPage listUploads(BucketRecord bucket, UploadQuery query) {
        try (Scan scan = store.scan(bucket.space(), ObjectRows.UPLOADS)) {
            UploadId marker = query.idMarker();
            return UploadPage.of(Page.read(
                    scan,
                    query.selection(),
                    query.selection().after(query.keyMarker(), marker == null ? null : marker.bytes()),
                    UploadPage.ListedUpload::of));
        }
    }

    /**
     * Ends an upload without an object; its parts are swept.
     *
     * @throws S3Exception {@code NoSuchUpload}, {@code NoSuchBucket}, {@code OperationAborted}, {@code SlowDown}, {@code InternalError}
     */
    public void abort(BucketRecord bucket, Bytes key, String uploadId) {
        OpenUpload upload = uploads.get(bucket, key, uploadId);
        Batch batch = Batch.on(bucket.space(), key)
                .ifUnchanged(ObjectRows.upload(upload.id()), upload.revision())
                .delete(ObjectRows.upload(upload.id()))
                .delete(ObjectRows.attemptsDeleted(upload.id()))
                .put(
                        ObjectRows.sweep(Sweep.What.WHOLE, upload.id()),
                        Sweep.now(store.moment(bucket.space(), key, clock.millis()))
                                .encode())
                .build();
        if (!Commits.done(store.commit(batch), buckets, bucket, () -> aborted(upload))) {
            throw Uploads.missing(uploadId);
        }
    }

    /** True if the upload was ended by an abort: ending it twice is ending it once. */
    private boolean aborted(OpenUpload upload) {
        RowKey outcome = ObjectRows.key(upload.bucket().space(), upload.key(), ObjectRows.outcome(upload.id()));
        Row completed = store.get(outcome);
        return completed == null && uploads.find(upload.bucket(), upload.key(), upload.id()) == null;
    }

    /**
     * Makes an object of an upload's parts. The same completion, repeated within {@link
     * io.tarn.core.layout.Outcome#KEPT_MILLIS}, gives the same.
     *
     * @throws S3Exception {@code MalformedXML}, {@code InvalidArgument}, {@code InvalidRequest}, {@code NoSuchUpload},
     *     {@code InvalidPartOrder}, {@code InvalidPart}, {@code EntityTooSmall}, {@code BadDigest},
     *     {@code PreconditionFailed}, {@code NoSuchKey}, {@code ConditionalRequestConflict}, {@code SlowDown},
     *     {@code InternalError}, {@code NoSuchBucket}, {@code OperationAborted}
     */
    public CompletedUpload complete(CompleteRequest request) {
        return completion.complete(Objects.requireNonNull(request));
    }
}
