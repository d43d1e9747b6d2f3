package io.tarn.core.multipart;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.acl.ObjectAccess;
import io.tarn.core.body.Staging;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.checksum.Digests;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRecord.ManifestReference;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.Outcome;
import io.tarn.core.layout.Sweep;
import io.tarn.core.layout.UploadId;
import io.tarn.core.object.Commits;
import io.tarn.core.object.CurrentObject;
import io.tarn.core.object.Succession;
import io.tarn.storage.Batch;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.RowName;
import io.tarn.storage.StagedBody;
import io.tarn.storage.Store;
import io.tarn.storage.Tally;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Completes uploads. One batch makes the object, its manifest and the kept outcome visible and ends the upload, if neither
 * the upload nor the key's object changed since they were looked at; else it looks again.
 */
final class Completion {
    private final Store store;
    private final Buckets buckets;
    private final Uploads uploads;
    private final Clock clock;

    Completion(Store store, Buckets buckets, Uploads uploads, Clock clock) {
        this.store = store;
        this.buckets = buckets;
        this.uploads = uploads;
        this.clock = clock;
    }

    CompletedUpload complete(CompleteRequest request) {
        List<CompletedPart> parts = checkShape(request);
        OpenUpload upload = uploads.find(request.bucket(), request.key(), request.uploadId());
        if (upload == null) {
            return repeated(request, parts);
        }
        checkOrder(request, parts);
        CurrentObject current = current(request);
        checkCondition(request, upload, current);
        Draft draft = draft(upload, request, parts);
        try {
            for (int tries = 0; tries < MultipartLimits.COMPLETION_TRIES_MAX; tries++) {
                long now = now(request);
                Succession succession = new Succession(store, request.bucket().space(), request.key(), current, now);
                ObjectRecord object = object(request, upload, draft.assembly, succession);
                Outcome outcome = new Outcome(
                        now,
                        object.entityTag(),
                        object.checksum(),
                        object.size(),
                        fingerprint(parts),
                        object.versionId());
                Batch batch = batch(upload, succession.beginWithParts(object), draft, outcome);
                if (Commits.done(store.commit(batch), buckets, request.bucket(), () -> happened(request, parts))) {
                    return completed(outcome);
                }
                if (uploads.find(request.bucket(), request.key(), upload.id()) == null) {
                    return repeated(request, parts);
                }
                if (!draft.isFresh(attemptsDeleted(upload))) {
                    draft.close();
                    draft = draft(upload, request, parts);
                }
                current = current(request);
                checkCondition(request, upload, current);
            }
        } finally {
            draft.close();
        }
        throw Commits.slowDown();
    }

    /**
     * The object to be, and its manifest.
     *
     * @param attemptsDeleted the row that said so before the parts were looked at, or null
     */
    private record Draft(
            Assembly assembly,
            StagedBody manifest,
            @Nullable Row attemptsDeleted) implements AutoCloseable {
        /** True if no attempt was deleted since the parts were looked at. */
        boolean isFresh(@Nullable Row now) {
            return unchanged(attemptsDeleted, now);
        }

        void ask(Batch.Builder batch, RowName row) {
            if (attemptsDeleted == null) {
                batch.ifAbsent(row);
            } else {
                batch.ifUnchanged(row, attemptsDeleted.revision()).delete(row);
            }
        }

        @Override
        public void close() {
            manifest.close();
        }
    }

    private static boolean unchanged(@Nullable Row before, @Nullable Row now) {
        return before == null ? now == null : now != null && before.revision() == now.revision();
    }

    private @Nullable Row attemptsDeleted(OpenUpload upload) {
        return store.get(
                ObjectRows.key(upload.bucket().space(), upload.key(), ObjectRows.attemptsDeleted(upload.id())));
    }

    private Draft draft(OpenUpload upload, CompleteRequest request, List<CompletedPart> parts) {
        for (int tries = 0; tries < MultipartLimits.COMPLETION_TRIES_MAX; tries++) {
            Row deleted = attemptsDeleted(upload);
            try {
                Assembly assembly = Assembly.of(store, upload, request, parts);
                return new Draft(assembly, stage(assembly.manifest().encode()), deleted);
            } catch (S3Exception wrong) {
                // A part whose attempts were just being deleted may have been overlooked.
                if (unchanged(deleted, attemptsDeleted(upload))) {
                    throw wrong;
                }
            }
        }
        throw Commits.slowDown();
    }

    private static List<CompletedPart> checkShape(CompleteRequest request) {
        List<CompletedPart> parts = request.parts();
        if (parts == null) {
            throw S3Exception.of(ErrorCode.INVALID_REQUEST, "You must specify at least one part");
        }
        if (parts.isEmpty() || parts.size() > MultipartLimits.PARTS_MAX) {
            throw S3Exception.of(ErrorCode.MALFORMED_XML);
        }
        for (CompletedPart part : parts) {
            if (part.number() == null || part.entityTag() == null) {
                throw S3Exception.of(ErrorCode.MALFORMED_XML);
            }
            if (part.number() < 1) {
                throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "PartNumber must be >= 1")
                        .with("ArgumentName", "PartNumber")
                        .with("ArgumentValue", part.number().toString());
            }
        }
        return parts;
    }

    private static void checkOrder(CompleteRequest request, List<CompletedPart> parts) {
        long before = 0;
        for (CompletedPart part : parts) {
            if (part.numberOrZero() <= before) {
                throw S3Exception.of(ErrorCode.INVALID_PART_ORDER).with("UploadId", request.uploadId());
            }
            before = part.numberOrZero();
        }
    }

    private long now(CompleteRequest request) {
        return store.moment(request.bucket().space(), request.key(), clock.millis());
    }

    private @Nullable CurrentObject current(CompleteRequest request) {
        return CurrentObject.read(store, request.bucket().space(), request.key());
    }

    /** A condition that holds by the look of it fails all the same if the key was changed since the upload began. */
    private void checkCondition(CompleteRequest request, OpenUpload upload, @Nullable CurrentObject current) {
        WriteCondition condition = request.condition();
        ObjectRecord object = current == null ? null : current.object();
        condition.check(object, request.key());
        if (condition instanceof WriteCondition.None) {
            return;
        }
        Row deleted = store.get(ObjectRows.key(request.bucket().space(), request.key(), ObjectRows.lastChanged()));
        boolean changed = (current != null && current.revision() > upload.revision())
                || (deleted != null && deleted.revision() > upload.revision());
        if (changed) {
            condition.checkAfterConflict(object, request.key());
        }
    }

    private static ObjectRecord object(
            CompleteRequest request, OpenUpload upload, Assembly assembly, Succession succession) {
        return new ObjectRecord(
                succession.sequence(),
                succession.nullSequence(),
                Bytes.EMPTY,
                succession.lastModified(),
                assembly.manifest().size(),
                assembly.entityTag(),
                assembly.checksum(),
                upload.record().headers(),
                upload.record().metadata(),
                upload.record().storageClass(),
                new ManifestReference(upload.id(), assembly.manifest().parts().size()),
                access(request, upload),
                request.requestId());
    }

    private static ObjectAccess access(CompleteRequest request, OpenUpload upload) {
        String owner = upload.record().owner();
        boolean bucketOwners = owner.equals(request.bucket().owner());
        return new ObjectAccess(bucketOwners ? null : owner, upload.record().acl());
    }

    private static Batch batch(OpenUpload upload, Batch.Builder batch, Draft draft, Outcome outcome) {
        long now = outcome.completed();
        draft.ask(batch, ObjectRows.attemptsDeleted(upload.id()));
        return batch.ifUnchanged(ObjectRows.upload(upload.id()), upload.revision())
                .put(ObjectRows.manifest(upload.id()), Bytes.EMPTY, draft.manifest, Tally.NONE)
                .delete(ObjectRows.upload(upload.id()))
                .put(ObjectRows.outcome(upload.id()), outcome.encode())
                .put(
                        ObjectRows.sweep(Sweep.What.UNNAMED, upload.id()),
                        Sweep.now(now).encode())
                .put(
                        ObjectRows.sweep(Sweep.What.OUTCOME, upload.id()),
                        new Sweep(now, now + Outcome.KEPT_MILLIS).encode())
                // The row now written says that the key changed, as the last-changed row did.
                .delete(ObjectRows.lastChanged())
                .build();
    }

    private StagedBody stage(Bytes manifest) {
        try (BodyWriter writer = Staging.begin(store, manifest.length())) {
            writer.write(manifest.buffer());
            return writer.finish();
        }
    }

    private boolean happened(CompleteRequest request, List<CompletedPart> parts) {
        CurrentObject now = current(request);
        return (now != null && now.object().writer().equals(request.requestId())) || outcome(request, parts) != null;
    }

    /** What a completion answers whose upload is open no more: the same as the one that was the same. */
    private CompletedUpload repeated(CompleteRequest request, List<CompletedPart> parts) {
        Outcome outcome = outcome(request, parts);
        if (outcome == null) {
            throw Uploads.missing(request.uploadId());
        }
        return completed(outcome);
    }

    private static CompletedUpload completed(Outcome outcome) {
        return new CompletedUpload(outcome.entityTag(), outcome.checksum(), outcome.size(), outcome.versionId());
    }

    private @Nullable Outcome outcome(CompleteRequest request, List<CompletedPart> parts) {
        UploadId id = UploadIdText.parse(request.key(), request.uploadId());
        if (id == null) {
            return null;
        }
        RowKey key = ObjectRows.key(request.bucket().space(), request.key(), ObjectRows.outcome(id));
        Row row = store.get(key);
        if (row == null) {
            return null;
        }
        Outcome outcome = Outcome.decode(row.value());
        boolean same = outcome.fingerprint().equals(fingerprint(parts));
        boolean kept = now(request) - outcome.completed() < Outcome.KEPT_MILLIS;
        return same && kept ? outcome : null;
    }

    /** What tells whether two completions name the same parts. */
    private static Bytes fingerprint(List<CompletedPart> parts) {
        MessageDigest digest = Digests.sha256();
        for (CompletedPart part : parts) {
            String line = part.numberOrZero() + " " + part.plainTag() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Bytes.wrap(digest.digest());
    }
}
