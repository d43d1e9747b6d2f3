package io.tarn.core.multipart;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.body.MultipartChecksum;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.core.checksum.Digests;
import io.tarn.core.layout.EntityTag;
import io.tarn.core.layout.Manifest;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.storage.Bytes;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An object put together from parts, when everything that the request says of it is true.
 *
 * @param manifest its parts
 * @param entityTag its ETag
 * @param checksum its checksum
 */
record Assembly(Manifest manifest, EntityTag entityTag, StoredChecksum checksum) {
    /**
     * Compares what a request says with the parts in the store.
     *
     * @throws S3Exception {@code InvalidPart}, {@code EntityTooSmall}, {@code InvalidRequest}, {@code BadDigest}
     */
    static Assembly of(Store store, OpenUpload upload, CompleteRequest request, List<CompletedPart> named) {
        checkTypes(upload, request);
        Manifest manifest = new Manifest(upload.partAlgorithm(), parts(store, upload, named));
        checkSizes(manifest, request);
        StoredChecksum checksum = checksum(upload, manifest);
        checkChecksums(upload, checksum, request);
        return new Assembly(manifest, entityTag(manifest), checksum);
    }

    private static void checkTypes(OpenUpload upload, CompleteRequest request) {
        ChecksumType type = upload.record().checksumType();
        String sent = request.checksumType();
        if (sent != null && MultipartChecksum.type(sent) != type) {
            throw UploadChecksums.invalid("The upload was created using the " + (type == null ? "null" : type.name())
                    + " checksum mode. The complete request must use the same checksum mode.");
        }
        for (ChecksumAlgorithm algorithm : request.checksums().keySet()) {
            if (algorithm != upload.partAlgorithm()) {
                throw UploadChecksums.mismatch(upload.record().checksumAlgorithm(), algorithm);
            }
        }
    }

    /** The parts named, as they lie in the store. Both sides ascend, so that one walk finds them. */
    private static List<Manifest.Part> parts(Store store, OpenUpload upload, List<CompletedPart> named) {
        List<Manifest.Part> parts = new ArrayList<>(named.size());
        long offset = 0;
        int first = (int) Math.min(named.getFirst().numberOrZero(), MultipartLimits.PARTS_MAX);
        try (PartScan scan = new PartScan(store, upload.bucket().space(), upload.key(), upload.id(), first)) {
            PartScan.Found found = scan.next();
            for (CompletedPart part : named) {
                while (found != null && found.name().number() < part.numberOrZero()) {
                    found = scan.next();
                }
                Manifest.Part one = part(upload, part, found, offset);
                parts.add(one);
                offset += one.size();
            }
        }
        return parts;
    }

    private static Manifest.Part part(
            OpenUpload upload, CompletedPart named, PartScan.@Nullable Found found, long offset) {
        if (found == null
                || found.name().number() != named.numberOrZero()
                || !found.record().md5().toString().equals(named.plainTag())) {
            throw invalidPart(upload, named);
        }
        StoredChecksum checksum = found.record().checksum();
        if (checksum == null || checksum.algorithm() != upload.partAlgorithm()) {
            throw new StorageException.Corrupt("part " + found.name() + " has no " + upload.partAlgorithm());
        }
        checkPartChecksum(upload, named, checksum);
        return new Manifest.Part(
                found.name().number(),
                found.name().attempt(),
                offset,
                found.record().size(),
                found.record().md5(),
                checksum.value().bytes());
    }

    private static void checkPartChecksum(OpenUpload upload, CompletedPart named, StoredChecksum stored) {
        ChecksumAlgorithm asked = upload.record().checksumAlgorithm();
        boolean composite = upload.record().checksumType() == ChecksumType.COMPOSITE;
        if (asked != null && composite && !named.checksums().containsKey(asked)) {
            throw UploadChecksums.invalid("The upload was created using a " + UploadChecksums.small(asked)
                    + " checksum. The complete request must include the checksum for each part. It was missing for part "
                    + named.numberOrZero() + " in the request.");
        }
        named.checksums().forEach((algorithm, text) -> {
            if (algorithm != asked || !stored.value().equals(ChecksumValue.parse(algorithm, text))) {
                throw invalidPart(upload, named);
            }
        });
    }

    private static S3Exception invalidPart(OpenUpload upload, CompletedPart named) {
        return S3Exception.of(ErrorCode.INVALID_PART)
                .with("UploadId", upload.idText())
                .with("PartNumber", Long.toString(named.numberOrZero()))
                .with("ETag", named.plainTag());
    }

    private static void checkSizes(Manifest manifest, CompleteRequest request) {
        for (Manifest.Part part : manifest.parts().subList(0, manifest.parts().size() - 1)) {
            if (part.size() < MultipartLimits.PART_BYTES_MIN) {
                throw S3Exception.of(ErrorCode.ENTITY_TOO_SMALL)
                        .with("ETag", part.md5().toString())
                        .with("MinSizeAllowed", Long.toString(MultipartLimits.PART_BYTES_MIN))
                        .with("PartNumber", Integer.toString(part.number()))
                        .with("ProposedSize", Long.toString(part.size()));
            }
        }
        Long said = request.objectSize();
        if (said != null && said != manifest.size()) {
            throw UploadChecksums.invalid("The provided 'x-amz-mp-object-size' header value " + said
                    + " does not match what was computed: " + manifest.size());
        }
    }

    private static StoredChecksum checksum(OpenUpload upload, Manifest manifest) {
        ChecksumAlgorithm algorithm = upload.partAlgorithm();
        List<Manifest.Part> parts = manifest.parts();
        if (upload.record().checksumType() == ChecksumType.COMPOSITE) {
            List<ChecksumValue> values = parts.stream()
                    .map(part -> new ChecksumValue(algorithm, part.checksum()))
                    .toList();
            return new StoredChecksum(ChecksumValue.composite(algorithm, values), ChecksumType.COMPOSITE, parts.size());
        }
        ChecksumValue joined = new ChecksumValue(algorithm, parts.getFirst().checksum());
        for (Manifest.Part part : parts.subList(1, parts.size())) {
            joined = joined.followedBy(new ChecksumValue(algorithm, part.checksum()), part.size());
        }
        return StoredChecksum.full(joined);
    }

    private static void checkChecksums(OpenUpload upload, StoredChecksum computed, CompleteRequest request) {
        String said = request.checksums().get(upload.partAlgorithm());
        if (said == null) {
            return;
        }
        String plain = computed.value().base64();
        if (!said.equals(plain) && !said.equals(computed.text())) {
            String name = upload.partAlgorithm().wireName().toLowerCase(Locale.ROOT);
            throw S3Exception.of(
                    ErrorCode.BAD_DIGEST, "The " + name + " you specified did not match the calculated checksum.");
        }
    }

    private static EntityTag entityTag(Manifest manifest) {
        MessageDigest md5 = Digests.md5();
        for (Manifest.Part part : manifest.parts()) {
            md5.update(part.md5().buffer());
        }
        return new EntityTag.Multipart(
                Bytes.wrap(md5.digest()), manifest.parts().size());
    }
}
