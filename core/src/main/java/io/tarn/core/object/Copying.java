package io.tarn.core.object;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.body.Staging;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.checksum.Digests;
import io.tarn.core.checksum.RunningChecksum;
import io.tarn.core.layout.EntityTag;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.StagedBody;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies an object's bytes into a new body and puts it. */
final class Copying {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Store store;
    private final Reading reading;
    private final Putting putting;
    private final Clock clock;

    Copying(Store store, Reading reading, Putting putting, Clock clock) {
        this.store = store;
        this.reading = reading;
        this.putting = putting;
        this.clock = clock;
    }

    CopyOutcome copy(CopyRequest request) {
        VersionIds.check(request.source().versionId());
        if (request.ontoItselfUnchanged()) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "This copy request is illegal because it is trying to copy an object to itself without changing the"
                            + " object's metadata, storage class, website redirect location or encryption attributes.");
        }
        CopyRequest.Source from = request.source();
        try (ObjectReader source =
                reading.open(from.bucket(), from.key(), from.versionId()).reader()) {
            from.leave().accept(source.object().access());
            from.conditions().checkSource(source.object(), clock.millis());
            if (source.length() > ObjectLimits.PIECE_BYTES_MAX) {
                throw S3Exception.of(
                        ErrorCode.INVALID_REQUEST,
                        "The specified copy source is larger than the maximum allowable size for a copy source: "
                                + ObjectLimits.PIECE_BYTES_MAX);
            }
            PutRequest put = putRequest(request, source.object());
            putting.check(put);
            Content content = transfer(source, request.checksumAlgorithm());
            try {
                return new CopyOutcome(putting.put(put, content), source.object());
            } finally {
                content.body().close();
            }
        }
    }

    private static PutRequest putRequest(CopyRequest request, ObjectRecord source) {
        CopyRequest.Replacement replacement = request.replacement();
        ObjectHeaders headers = replacement == null ? source.headers() : replacement.headers();
        Map<String, String> metadata = replacement == null ? source.metadata() : replacement.metadata();
        StorageClass storageClass = request.storageClass() == null ? StorageClass.STANDARD : request.storageClass();
        return new PutRequest(
                request.target().bucket(),
                request.target().key(),
                request.target().condition(),
                new Description(
                        headers.withWebsiteRedirect(request.websiteRedirect()),
                        metadata,
                        storageClass,
                        request.access()),
                request.requestId());
    }

    /** Copies the bytes, computing only what the source's record does not say already. */
    private Content transfer(ObjectReader source, @Nullable ChecksumAlgorithm asked) {
        StoredChecksum known = source.object().checksum();
        ChecksumAlgorithm algorithm =
                asked != null ? asked : known != null ? known.algorithm() : ChecksumAlgorithm.CRC64NVME;
        boolean carried = known != null && known.type() == ChecksumType.FULL_OBJECT && known.algorithm() == algorithm;
        RunningChecksum checksum = carried ? null : algorithm.start();
        MessageDigest md5 = source.object().entityTag() instanceof EntityTag.Md5 ? null : Digests.md5();
        StagedBody body = transfer(source, checksum, md5);
        return new Content(
                body,
                md5 == null ? source.object().entityTag() : EntityTag.md5(md5.digest()),
                checksum == null ? known : StoredChecksum.full(checksum.value()));
    }

    private StagedBody transfer(ObjectReader source, @Nullable RunningChecksum checksum, @Nullable MessageDigest md5) {
        long length = source.length();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, Math.max(1, length)));
        try (BodyWriter writer = Staging.begin(store, length)) {
            for (long offset = 0; offset < length; offset += buffer.limit()) {
                buffer.clear();
                if (source.read(offset, buffer) < 0) {
                    throw new StorageException.Corrupt("An object of " + length + " bytes ends at " + offset);
                }
                buffer.flip();
                if (checksum != null) {
                    checksum.update(buffer);
                }
                if (md5 != null) {
                    md5.update(buffer.duplicate());
                }
                writer.write(buffer);
            }
            return writer.finish();
        }
    }
}
