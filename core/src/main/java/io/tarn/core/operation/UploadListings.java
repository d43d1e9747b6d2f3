package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.Initiator;
import io.tarn.api.s3.ListMultipartUploadsOutput;
import io.tarn.api.s3.ListMultipartUploadsRequest;
import io.tarn.api.s3.ListPartsOutput;
import io.tarn.api.s3.ListPartsRequest;
import io.tarn.api.s3.MultipartUpload;
import io.tarn.api.s3.Part;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.core.layout.UploadRecord;
import io.tarn.core.listing.KeyEncoding;
import io.tarn.core.listing.PageSize;
import io.tarn.core.multipart.Multipart;
import io.tarn.core.multipart.OpenUpload;
import io.tarn.core.multipart.PartPage;
import io.tarn.core.multipart.UploadPage;
import io.tarn.core.multipart.UploadQuery;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/** The two lists of multipart uploads: a bucket's uploads, and an upload's parts. */
final class UploadListings {
    private final Multipart multipart;
    private final Owners owners;

    UploadListings(Multipart multipart, Owners owners) {
        this.multipart = multipart;
        this.owners = owners;
    }

    Answer<ListMultipartUploadsOutput> uploads(Call call, ListMultipartUploadsRequest input) {
        ListFrame frame = ListFrame.of(
                input.encodingType(), input.prefix(), input.delimiter(), input.maxUploads(), "max-uploads");
        Bytes keyMarker = ListFrame.bytes(input.keyMarker());
        UploadPage page = multipart.listUploads(
                call.bucket(), UploadQuery.of(frame.selection(), keyMarker, input.uploadIdMarker()));
        return Answer.of(ListMultipartUploadsOutput.builder()
                .bucket(call.bucket().name())
                .keyMarker(frame.write(keyMarker))
                .uploadIdMarker(keyMarker.isEmpty() ? "" : ListFrame.orEmpty(input.uploadIdMarker()))
                .nextKeyMarker(frame.write(page.nextKeyMarker()))
                .nextUploadIdMarker(page.nextUploadIdMarker())
                .prefix(frame.write(ListFrame.emptyAsAbsent(frame.prefix())))
                .delimiter(frame.delimiter())
                .encodingType(frame.encodingType())
                .maxUploads(frame.max())
                .isTruncated(page.truncated())
                .uploads(page.uploads().stream()
                        .map(upload -> entry(upload, frame.encoding()))
                        .toList())
                .commonPrefixes(frame.prefixes(page.commonPrefixes()))
                .build());
    }

    private MultipartUpload entry(UploadPage.ListedUpload upload, KeyEncoding encoding) {
        return MultipartUpload.builder()
                .key(encoding.encode(upload.key()))
                .uploadId(upload.uploadId())
                .initiated(Moments.shown(upload.initiated()))
                .storageClass(upload.storageClass().name())
                .owner(owners.of(upload.owner()))
                .initiator(initiator(upload.initiator()))
                .checksumAlgorithm(ListFrame.name(upload.checksumAlgorithm()))
                .checksumType(ListFrame.name(upload.checksumType()))
                .build();
    }

    Answer<ListPartsOutput> parts(Call call, ListPartsRequest input) {
        OpenUpload upload = multipart.find(
                call.bucket(), Bytes.utf8(requireNonNull(input.key())), requireNonNull(input.uploadId()));
        int max = PageSize.of(asLong(input.maxParts()), "max-parts");
        int marker = requireNonNullElse(input.partNumberMarker(), 0);
        if (marker < 0) {
            throw S3Exception.of(
                            ErrorCode.INVALID_ARGUMENT,
                            "Argument part-number-marker must be an integer between 0 and 2147483647")
                    .with("ArgumentName", "part-number-marker")
                    .with("ArgumentValue", Integer.toString(marker));
        }
        PartPage page = multipart.listParts(upload, marker, max);
        UploadRecord record = upload.record();
        return Answer.of(ListPartsOutput.builder()
                .bucket(call.bucket().name())
                .key(input.key())
                .uploadId(input.uploadId())
                .initiator(initiator(record.initiator()))
                .owner(owners.of(record.owner()))
                .storageClass(record.storageClass().name())
                .partNumberMarker(marker)
                .nextPartNumberMarker(page.nextPartNumberMarker())
                .maxParts(max)
                .isTruncated(page.truncated())
                .checksumAlgorithm(ListFrame.name(record.checksumAlgorithm()))
                .checksumType(ListFrame.name(record.checksumType()))
                .parts(page.parts().stream().map(UploadListings::part).toList())
                .build());
    }

    private static Part part(PartPage.ListedPart listed) {
        Part.Builder part = Part.builder()
                .partNumber(listed.number())
                .lastModified(Moments.shown(listed.record().lastModified()))
                .eTag('"' + listed.entityTag() + '"')
                .size(listed.record().size());
        StoredChecksum checksum = listed.checksum();
        if (checksum != null) {
            part.checksum(checksum.algorithm().name(), checksum.text());
        }
        return part.build();
    }

    private Initiator initiator(String accountId) {
        String id = owners.of(accountId).id();
        return Initiator.builder().id(id).displayName(accountId).build();
    }

    private static @Nullable Long asLong(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }
}
