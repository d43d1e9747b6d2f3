package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.Checksum;
import io.tarn.api.s3.GetObjectAttributesOutput;
import io.tarn.api.s3.GetObjectAttributesParts;
import io.tarn.api.s3.GetObjectAttributesRequest;
import io.tarn.api.s3.ObjectPart;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.layout.Manifest;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.core.object.ObjectAttributes;
import io.tarn.core.object.Objects;
import io.tarn.core.object.PartsView;
import io.tarn.core.object.ReadRequest;
import io.tarn.storage.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** GetObjectAttributes: only what was asked for. */
final class AttributeReads {
    private static final int PARTS_MAX = 1_000;
    private static final Set<String> NAMES = Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

    private final Objects objects;

    AttributeReads(Objects objects) {
        this.objects = objects;
    }

    Answer<GetObjectAttributesOutput> attributes(Call call, GetObjectAttributesRequest input) {
        Set<String> asked = asked(requireNonNullElse(input.objectAttributes(), List.of()));
        int partsMax = notNegative(input.maxParts(), PARTS_MAX, "x-amz-max-parts");
        int marker = notNegative(input.partNumberMarker(), 0, "x-amz-part-number-marker");
        ReadRequest request = new ReadRequest(
                call.bucket(),
                Bytes.utf8(requireNonNull(input.key())),
                input.versionId(),
                ReadConditions.NONE,
                null,
                null,
                null);
        ObjectAttributes attributes = Existence.hidden(call, () -> objects.attributes(request, partsMax, marker));
        ObjectRecord object = attributes.object();
        call.confirm(object.access());
        return Answer.of(GetObjectAttributesOutput.builder()
                .lastModified(Moments.shown(object.lastModified()))
                .eTag(asked.contains("ETag") ? object.entityTag().text() : null)
                .checksum(asked.contains("Checksum") ? checksum(object.checksum()) : null)
                .objectParts(asked.contains("ObjectParts") ? parts(attributes.parts()) : null)
                .storageClass(
                        asked.contains("StorageClass") ? object.storageClass().name() : null)
                .objectSize(asked.contains("ObjectSize") ? object.size() : null)
                .build());
    }

    private static Set<String> asked(List<String> names) {
        Set<String> asked = new HashSet<>();
        for (String name : names) {
            String trimmed = name.strip();
            if (!NAMES.contains(trimmed)) {
                throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "Invalid attribute name specified.")
                        .with("ArgumentName", "x-amz-object-attributes")
                        .with("ArgumentValue", trimmed);
            }
            asked.add(trimmed);
        }
        return asked;
    }

    private static int notNegative(@Nullable Integer asked, int otherwise, String name) {
        if (asked == null) {
            return otherwise;
        }
        if (asked < 0) {
            throw S3Exception.of(
                            ErrorCode.INVALID_ARGUMENT,
                            "Argument " + name + " must be an integer between 0 and 2147483647")
                    .with("ArgumentName", name)
                    .with("ArgumentValue", asked.toString());
        }
        return asked;
    }

    /** The value of a composite checksum stands here without the number of parts. */
    private static @Nullable Checksum checksum(@Nullable StoredChecksum stored) {
        return stored == null
                ? null
                : Checksum.builder()
                        .checksumType(stored.type().name())
                        .checksum(stored.algorithm().name(), stored.value().base64())
                        .build();
    }

    private static @Nullable GetObjectAttributesParts parts(@Nullable PartsView view) {
        if (view == null) {
            return null;
        }
        GetObjectAttributesParts.Builder parts =
                GetObjectAttributesParts.builder().totalPartsCount(view.total());
        PartsView.Page page = view.page();
        if (page != null) {
            parts.partNumberMarker(page.marker())
                    .nextPartNumberMarker(page.nextMarker())
                    .maxParts(page.partsMax())
                    .isTruncated(page.truncated())
                    .parts(page.parts().stream()
                            .map(part -> part(page.algorithm(), part))
                            .toList());
        }
        return parts.build();
    }

    private static ObjectPart part(ChecksumAlgorithm algorithm, Manifest.Part part) {
        return ObjectPart.builder()
                .partNumber(part.number())
                .size(part.size())
                .checksum(algorithm.name(), new ChecksumValue(algorithm, part.checksum()).base64())
                .build();
    }
}
