package io.tarn.core.object;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.condition.TagCondition;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.Manifest;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.ObjectRows;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.core.layout.UploadId;
import io.tarn.core.sweep.UploadPins;
import io.tarn.storage.Bytes;
import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Answers reads: version, then preconditions, then range or part, then bytes. */
final class Reading {
    /** How often a multipart object may be replaced and swept under a reader's hands before he gives up. */
    private static final int ATTEMPTS_MAX = 16;

    private final Store store;
    private final UploadPins pins;
    private final Manifests manifests;
    private final Clock clock;

    Reading(Store store, UploadPins pins, Clock clock) {
        this.store = store;
        this.pins = pins;
        this.manifests = new Manifests(store);
        this.clock = clock;
    }

    ObjectView head(ReadRequest request) {
        check(request);
        if (request.partNumber() != null) {
            // A part lies where the manifest says.
            try (OpenObject open = get(request)) {
                return open.view();
            }
        }
        Row row = store.get(ObjectRows.currentKey(request.bucket().space(), request.key()));
        if (row == null) {
            throw VersionIds.missing(request.key(), request.versionId());
        }
        return view(request, ObjectRecord.decode(row.value()), null);
    }

    OpenObject get(ReadRequest request) {
        check(request);
        Opened opened = open(request.bucket(), request.key(), request.versionId());
        boolean done = false;
        try {
            ObjectView view = view(request, opened.reader.object(), opened.manifest);
            done = true;
            return new OpenObject(view, opened.reader);
        } finally {
            if (!done) {
                opened.reader.close();
            }
        }
    }

    /** A reader, and the manifest if the object has one. */
    record Opened(ObjectReader reader, @Nullable Manifest manifest) implements AutoCloseable {
        @Override
        public void close() {
            reader.close();
        }
    }

    /**
     * Opens an object.
     *
     * @throws S3Exception {@code NoSuchKey}, {@code NoSuchVersion}
     */
    Opened open(BucketRecord bucket, Bytes key, @Nullable String versionId) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            OpenRow row = store.open(ObjectRows.currentKey(bucket.space(), key));
            if (row == null) {
                throw VersionIds.missing(key, versionId);
            }
            Opened opened = open(bucket.space(), key, row);
            if (opened != null) {
                return opened;
            }
        }
        throw new StorageException.Corrupt("The object's manifest is missing");
    }

    /** Null if the object was replaced and its parts swept before they could be pinned. */
    private @Nullable Opened open(long space, Bytes key, OpenRow row) {
        boolean kept = false;
        try {
            ObjectRecord object = ObjectRecord.decode(row.row().value());
            ObjectRecord.ManifestReference reference = object.manifest();
            if (reference == null) {
                WholeReader reader = new WholeReader(object, row);
                kept = true;
                return new Opened(reader, null);
            }
            return pinned(space, key, object, reference.uploadId());
        } finally {
            if (!kept) {
                row.close();
            }
        }
    }

    private @Nullable Opened pinned(long space, Bytes key, ObjectRecord object, UploadId uploadId) {
        if (!pins.pin(space, uploadId)) {
            return null;
        }
        boolean kept = false;
        try {
            Manifest manifest = manifests.read(space, key, uploadId);
            if (manifest == null) {
                return null;
            }
            if (manifest.size() != object.size()) {
                throw new StorageException.Corrupt(
                        "An object of " + object.size() + " bytes has parts of " + manifest.size());
            }
            kept = true;
            return new Opened(
                    new PartsReader(
                            store, pins, space, key, new PartsReader.PinnedManifest(object, uploadId, manifest)),
                    manifest);
        } finally {
            if (!kept) {
                pins.unpin(space, uploadId);
            }
        }
    }

    private static void check(ReadRequest request) {
        VersionIds.check(request.versionId());
        Integer part = request.partNumber();
        if (part == null) {
            return;
        }
        if (request.range() != null) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST, "Cannot specify both Range header and partNumber query parameter");
        }
        if (part < 1 || part > Manifest.PARTS_MAX) {
            throw S3Exception.of(
                            ErrorCode.INVALID_ARGUMENT,
                            "Part number must be an integer between 1 and " + Manifest.PARTS_MAX + ", inclusive")
                    .with("ArgumentName", "partNumber")
                    .with("ArgumentValue", part.toString());
        }
    }

    private ObjectView view(ReadRequest request, ObjectRecord object, @Nullable Manifest manifest) {
        if (!request.conditions().proceed(object, clock.millis())) {
            return ObjectView.notModified(object);
        }
        Integer part = request.partNumber();
        if (part != null) {
            return manifest == null ? onlyPart(object, part) : part(object, manifest, part);
        }
        String range = request.range();
        TagCondition ifRange = TagCondition.parse(request.ifRange());
        if (range == null || (ifRange != null && !ifRange.matchesStrongly(object.entityTag()))) {
            return ObjectView.whole(object);
        }
        return range(object, range);
    }

    private static ObjectView range(ObjectRecord object, String field) {
        ByteRange range = ByteRange.parse(field, object.size());
        if (range == null) {
            return ObjectView.whole(object);
        }
        StoredChecksum checksum = range.length() == object.size() ? object.checksum() : null;
        return new ObjectView(object, ObjectView.Answer.PARTIAL, range, 0, ObjectView.ShownChecksum.of(checksum));
    }

    private static ObjectView onlyPart(ObjectRecord object, int part) {
        if (part != 1) {
            throw noSuchPart(1, part);
        }
        ObjectView whole = ObjectView.whole(object);
        return object.size() == 0
                ? whole
                : new ObjectView(object, ObjectView.Answer.PARTIAL, whole.range(), 0, whole.checksum());
    }

    private static ObjectView part(ObjectRecord object, Manifest manifest, int wanted) {
        int count = manifest.parts().size();
        if (wanted > count) {
            throw noSuchPart(count, wanted);
        }
        Manifest.Part part = manifest.parts().get(wanted - 1);
        ByteRange range = new ByteRange(part.offset(), part.size());
        ObjectView.Answer answer = part.size() == 0 ? ObjectView.Answer.WHOLE : ObjectView.Answer.PARTIAL;
        return new ObjectView(object, answer, range, count, checksum(object, manifest, part));
    }

    /** The checksum that goes with one part: its own if they are kept, the object's if it is the only one. */
    private static ObjectView.@Nullable ShownChecksum checksum(
            ObjectRecord object, Manifest manifest, Manifest.Part part) {
        StoredChecksum whole = object.checksum();
        if (whole == null || whole.type() == ChecksumType.FULL_OBJECT) {
            return manifest.parts().size() == 1 ? ObjectView.ShownChecksum.of(whole) : null;
        }
        String text = new io.tarn.core.checksum.ChecksumValue(whole.algorithm(), part.checksum()).base64();
        return new ObjectView.ShownChecksum(whole.algorithm(), text, ChecksumType.COMPOSITE);
    }

    private static S3Exception noSuchPart(int count, int wanted) {
        return S3Exception.of(ErrorCode.INVALID_PART_NUMBER)
                .with("ActualPartCount", Integer.toString(count))
                .with("PartNumberRequested", Integer.toString(wanted));
    }
}
