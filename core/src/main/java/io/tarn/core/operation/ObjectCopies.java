package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.CopyObjectOutput;
import io.tarn.api.s3.CopyObjectRequest;
import io.tarn.api.s3.CopyObjectResult;
import io.tarn.core.body.MultipartChecksum;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.layout.StoredChecksum;
import io.tarn.core.object.CopyRequest;
import io.tarn.core.object.ObjectLimits;
import io.tarn.core.object.Objects;
import io.tarn.storage.Bytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copying an object in one request. */
final class ObjectCopies {
    private final Objects objects;
    private final ObjectAcls acls;

    ObjectCopies(Objects objects, ObjectAcls acls) {
        this.objects = objects;
        this.acls = acls;
    }

    Answer<CopyObjectOutput> copy(Call call, CopyObjectRequest input) {
        boolean replace = replaces(input.metadataDirective(), "metadata", "x-amz-metadata-directive");
        replaces(input.taggingDirective(), "tagging", "x-amz-tagging-directive");
        StorageClass storageClass =
                input.storageClass() == null ? null : ObjectLimits.storageClass(input.storageClass());
        CopyRequest request = new CopyRequest(
                source(call, input),
                new CopyRequest.Target(
                        call.bucket(),
                        Bytes.utf8(requireNonNull(input.key())),
                        WriteCondition.ofWrite(input.ifMatch(), input.ifNoneMatch())),
                replace ? new CopyRequest.Replacement(headers(input), metadata(input)) : null,
                input.websiteRedirectLocation(),
                storageClass,
                input.checksumAlgorithm() == null ? null : MultipartChecksum.algorithm(input.checksumAlgorithm()),
                acls.ofWrite(call, AclAsked.of(input)),
                call.requestId());
        // With a condition on it, the target may be what is missing.
        ObjectRecord copy =
                input.ifMatch() == null ? copy(call, request) : Existence.hidden(call, () -> copy(call, request));
        return Answer.of(
                CopyObjectOutput.builder().copyObjectResult(result(copy)).build());
    }

    private ObjectRecord copy(Call call, CopyRequest request) {
        return Existence.hiddenSource(call, () -> objects.copy(request)).copy();
    }

    private static CopyRequest.Source source(Call call, CopyObjectRequest input) {
        ReadConditions conditions = ReadConditions.of(
                input.copySourceIfMatch(),
                input.copySourceIfNoneMatch(),
                input.copySourceIfModifiedSince(),
                input.copySourceIfUnmodifiedSince());
        Call.Source source = call.source();
        return new CopyRequest.Source(
                source.bucket(),
                Bytes.utf8(source.address().key()),
                source.address().versionId(),
                conditions,
                call::confirmSource);
    }

    private static CopyObjectResult result(ObjectRecord copy) {
        CopyObjectResult.Builder result = CopyObjectResult.builder()
                .eTag(copy.entityTag().quoted())
                .lastModified(Moments.shown(copy.lastModified()));
        StoredChecksum checksum = copy.checksum();
        if (checksum != null) {
            result.checksumType(checksum.type().name())
                    .checksum(checksum.algorithm().name(), checksum.text());
        }
        return result.build();
    }

    private static ObjectHeaders headers(CopyObjectRequest input) {
        return new ObjectHeaders(
                input.contentType(),
                input.cacheControl(),
                input.contentDisposition(),
                input.contentEncoding(),
                input.contentLanguage(),
                input.expires(),
                null);
    }

    private static Map<String, String> metadata(CopyObjectRequest input) {
        return input.metadata() == null ? Map.of() : input.metadata();
    }

    /** True for REPLACE; an absent directive copies. */
    private static boolean replaces(@Nullable String directive, String name, String header) {
        if (directive == null || directive.equals("COPY")) {
            return false;
        }
        if (directive.equals("REPLACE")) {
            return true;
        }
        throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "Unknown " + name + " directive.")
                .with("ArgumentName", header)
                .with("ArgumentValue", directive);
    }
}
