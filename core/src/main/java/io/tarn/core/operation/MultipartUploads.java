package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;

import io.tarn.api.s3.AbortMultipartUploadOutput;
import io.tarn.api.s3.AbortMultipartUploadRequest;
import io.tarn.api.s3.CompleteMultipartUploadOutput;
import io.tarn.api.s3.CompleteMultipartUploadRequest;
import io.tarn.api.s3.CompletedMultipartUpload;
import io.tarn.api.s3.CreateMultipartUploadOutput;
import io.tarn.api.s3.CreateMultipartUploadRequest;
import io.tarn.api.s3.HasChecksums;
import io.tarn.core.body.ContentCoding;
import io.tarn.core.body.MultipartChecksum;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.core.multipart.CompleteRequest;
import io.tarn.core.multipart.CompletedPart;
import io.tarn.core.multipart.CompletedUpload;
import io.tarn.core.multipart.Multipart;
import io.tarn.core.multipart.NewUpload;
import io.tarn.core.object.Description;
import io.tarn.core.object.ObjectLimits;
import io.tarn.storage.Bytes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Beginning, completing and aborting multipart uploads. */
final class MultipartUploads {
    private final Multipart multipart;
    private final ObjectAcls acls;

    MultipartUploads(Multipart multipart, ObjectAcls acls) {
        this.multipart = multipart;
        this.acls = acls;
    }

    Answer<CreateMultipartUploadOutput> create(Call call, CreateMultipartUploadRequest input) {
        MultipartChecksum checksum = MultipartChecksum.parse(input.checksumAlgorithm(), input.checksumType());
        Map<String, String> metadata = input.metadata() == null ? Map.of() : input.metadata();
        ObjectLimits.checkMetadata(metadata);
        NewUpload upload = new NewUpload(
                call.bucket(),
                Bytes.utf8(requireNonNull(input.key())),
                new Description(
                        headers(input),
                        metadata,
                        ObjectLimits.storageClass(input.storageClass()),
                        acls.ofWrite(call, AclAsked.of(input))),
                checksum,
                call.account().id(),
                call.requestId());
        return Answer.of(CreateMultipartUploadOutput.builder()
                .bucket(input.bucket())
                .key(input.key())
                .uploadId(multipart.create(upload))
                .checksumAlgorithm(
                        checksum == null ? null : checksum.algorithm().name())
                .checksumType(checksum == null ? null : checksum.type().name())
                .build());
    }

    private static ObjectHeaders headers(CreateMultipartUploadRequest input) {
        return new ObjectHeaders(
                input.contentType(),
                input.cacheControl(),
                input.contentDisposition(),
                ContentCoding.stored(input.contentEncoding()),
                input.contentLanguage(),
                input.expires(),
                input.websiteRedirectLocation());
    }

    Answer<CompleteMultipartUploadOutput> complete(Call call, CompleteMultipartUploadRequest input) {
        CompleteRequest request = new CompleteRequest(
                call.bucket(),
                Bytes.utf8(requireNonNull(input.key())),
                requireNonNull(input.uploadId()),
                parts(input.multipartUpload()),
                WriteCondition.ofWrite(input.ifMatch(), input.ifNoneMatch()),
                checksums(input),
                input.checksumType(),
                input.mpuObjectSize(),
                call.requestId());
        CompletedUpload done = Existence.hidden(call, () -> multipart.complete(request));
        CompleteMultipartUploadOutput.Builder output = CompleteMultipartUploadOutput.builder()
                .location(call.urlOf(requireNonNull(input.key())))
                .bucket(input.bucket())
                .key(input.key())
                .eTag(done.entityTag().quoted());
        StoredChecksum checksum = done.checksum();
        if (checksum != null) {
            output.checksumType(checksum.type().name())
                    .checksum(checksum.algorithm().name(), checksum.text());
        }
        return Answer.of(output.build());
    }

    private static @Nullable List<CompletedPart> parts(@Nullable CompletedMultipartUpload upload) {
        if (upload == null) {
            return null;
        }
        return upload.parts() == null
                ? List.of()
                : upload.parts().stream().map(MultipartUploads::part).toList();
    }

    private static CompletedPart part(io.tarn.api.s3.CompletedPart part) {
        Integer number = part.partNumber();
        return new CompletedPart(number == null ? null : number.longValue(), part.eTag(), checksums(part));
    }

    private static Map<ChecksumAlgorithm, String> checksums(HasChecksums sent) {
        Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
        sent.checksums().forEach((name, value) -> checksums.put(ChecksumAlgorithm.valueOf(name), value));
        return checksums;
    }

    Answer<AbortMultipartUploadOutput> abort(Call call, AbortMultipartUploadRequest input) {
        multipart.abort(call.bucket(), Bytes.utf8(requireNonNull(input.key())), requireNonNull(input.uploadId()));
        return Answer.of(AbortMultipartUploadOutput.builder().build());
    }
}
