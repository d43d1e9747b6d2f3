package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;

import io.tarn.api.s3.CopyPartResult;
import io.tarn.api.s3.UploadPartCopyOutput;
import io.tarn.api.s3.UploadPartCopyRequest;
import io.tarn.api.s3.UploadPartOutput;
import io.tarn.api.s3.UploadPartRequest;
import io.tarn.core.body.BodyExpectations;
import io.tarn.core.body.BodyReceiver;
import io.tarn.core.body.DigestForm;
import io.tarn.core.body.DigestThreads;
import io.tarn.core.body.Payload;
import io.tarn.core.body.Received;
import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.layout.PartRecord;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.core.multipart.CopyRange;
import io.tarn.core.multipart.Multipart;
import io.tarn.core.multipart.OpenUpload;
import io.tarn.core.multipart.PartNumber;
import io.tarn.core.multipart.UploadChecksums;
import io.tarn.core.object.ObjectReader;
import io.tarn.core.object.Objects;
import io.tarn.storage.Bytes;
import io.tarn.storage.Store;
import java.time.Clock;

/** Adding parts to an upload, sent or copied. */
final class UploadParts {
    private final Store store;
    private final Multipart multipart;
    private final Objects objects;
    private final Clock clock;
    private final DigestThreads digests;

    UploadParts(Store store, Multipart multipart, Objects objects, Clock clock, DigestThreads digests) {
        this.store = store;
        this.multipart = multipart;
        this.objects = objects;
        this.clock = clock;
        this.digests = digests;
    }

    Answer<UploadPartOutput> upload(Call call, UploadPartRequest input) {
        int number = PartNumber.check(requireNonNull(input.partNumber()));
        OpenUpload upload = multipart.find(
                call.bucket(), Bytes.utf8(requireNonNull(input.key())), requireNonNull(input.uploadId()));
        BodyExpectations expected = BodyExpectations.of(call.authentication());
        ChecksumAlgorithm sent = expected.algorithm();
        UploadChecksums.checkPart(upload, sent);
        Payload payload = expected.framing().upload(call.body());
        try (Received received =
                BodyReceiver.receive(payload, expected, store, DigestForm.BASE64, upload.partAlgorithm(), digests)) {
            multipart.putPart(upload, number, received, call.requestId());
            UploadPartOutput.Builder output =
                    UploadPartOutput.builder().eTag('"' + received.md5().toString() + '"');
            ChecksumValue checksum = expected.sent(payload);
            if (checksum != null) {
                output.checksum(checksum.algorithm().name(), checksum.base64());
            }
            return Answer.of(output.build());
        }
    }

    Answer<UploadPartCopyOutput> copy(Call call, UploadPartCopyRequest input) {
        int number = PartNumber.check(requireNonNull(input.partNumber()));
        OpenUpload upload = multipart.find(
                call.bucket(), Bytes.utf8(requireNonNull(input.key())), requireNonNull(input.uploadId()));
        Call.Source source = call.source();
        ReadConditions conditions = ReadConditions.of(
                input.copySourceIfMatch(),
                input.copySourceIfNoneMatch(),
                input.copySourceIfModifiedSince(),
                input.copySourceIfUnmodifiedSince());
        try (ObjectReader reader = Existence.hiddenSource(
                call,
                () -> objects.open(
                        source.bucket(),
                        Bytes.utf8(source.address().key()),
                        source.address().versionId()))) {
            call.confirmSource(reader.object().access());
            conditions.checkSource(reader.object(), clock.millis());
            CopyRange range = CopyRange.parse(input.copySourceRange(), reader.length());
            PartRecord part = multipart.copyPart(upload, number, reader::read, range, call.requestId());
            return Answer.of(UploadPartCopyOutput.builder()
                    .copyPartResult(result(upload, part))
                    .build());
        }
    }

    /** A checksum is shown only if the upload asked for one when it began. */
    private static CopyPartResult result(OpenUpload upload, PartRecord part) {
        CopyPartResult.Builder result = CopyPartResult.builder()
                .eTag('"' + part.md5().toString() + '"')
                .lastModified(Moments.shown(part.lastModified()));
        StoredChecksum checksum = part.checksum();
        if (checksum != null && upload.record().checksumAlgorithm() != null) {
            result.checksum(checksum.algorithm().name(), checksum.text());
        }
        return result.build();
    }
}
