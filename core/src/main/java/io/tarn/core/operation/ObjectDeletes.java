package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.Delete;
import io.tarn.api.s3.DeleteObjectOutput;
import io.tarn.api.s3.DeleteObjectRequest;
import io.tarn.api.s3.DeleteObjectsOutput;
import io.tarn.api.s3.DeleteObjectsRequest;
import io.tarn.api.s3.DeletedObject;
import io.tarn.api.s3.ObjectIdentifier;
import io.tarn.api.s3.S3Error;
import io.tarn.core.condition.WriteCondition;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.gate.Unsupported;
import io.tarn.core.object.DeleteRequest;
import io.tarn.core.object.DeleteResult;
import io.tarn.core.object.ObjectLimits;
import io.tarn.core.object.Objects;
import io.tarn.storage.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deleting one object, or many at once. */
final class ObjectDeletes {
    private static final int KEYS_MAX = 1_000;

    private final Objects objects;

    ObjectDeletes(Objects objects) {
        this.objects = objects;
    }

    Answer<DeleteObjectOutput> delete(Call call, DeleteObjectRequest input) {
        refuseBypass(input.bypassGovernanceRetention());
        DeleteRequest request = new DeleteRequest(
                call.bucket(),
                Bytes.utf8(requireNonNull(input.key())),
                input.versionId(),
                WriteCondition.ofDelete(input.ifMatch()),
                call.requestId());
        Existence.hidden(call, () -> objects.delete(request));
        return Answer.of(DeleteObjectOutput.builder().build());
    }

    /** A bucket without object lock has no retention to bypass, and says so even to {@code false}. */
    private static void refuseBypass(@Nullable Boolean bypass) {
        if (bypass != null) {
            throw S3Exception.of(
                            ErrorCode.INVALID_ARGUMENT,
                            "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.")
                    .with("ArgumentName", "x-amz-bypass-governance-retention");
        }
    }

    Answer<DeleteObjectsOutput> deleteEach(Call call, DeleteObjectsRequest input) {
        refuseBypass(input.bypassGovernanceRetention());
        Delete delete = requireNonNull(input.delete());
        List<ObjectIdentifier> identifiers = requireNonNullElse(delete.objects(), List.of());
        if (identifiers.isEmpty() || identifiers.size() > KEYS_MAX) {
            throw S3Exception.of(ErrorCode.MALFORMED_XML);
        }
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        List<DeleteRequest> allowed = new ArrayList<>();
        for (ObjectIdentifier identifier : identifiers) {
            S3Exception refused = refusal(call, identifier);
            if (refused == null) {
                allowed.add(request(call, identifier));
            } else {
                errors.add(error(identifier.key(), identifier.versionId(), refused));
            }
        }
        for (DeleteResult result : objects.deleteEach(allowed)) {
            String key = result.request().key().toUtf8();
            String versionId = result.request().versionId();
            if (result.refused() == null) {
                deleted.add(
                        DeletedObject.builder().key(key).versionId(versionId).build());
            } else {
                errors.add(error(key, versionId, Existence.hide(call, key, result.refused())));
            }
        }
        boolean quiet = Boolean.TRUE.equals(delete.quiet());
        return Answer.of(DeleteObjectsOutput.builder()
                .deleted(quiet || deleted.isEmpty() ? null : deleted)
                .errors(errors.isEmpty() ? null : errors)
                .build());
    }

    /** Each key is decided for itself. */
    private static @Nullable S3Exception refusal(Call call, ObjectIdentifier identifier) {
        String key = requireNonNullElse(identifier.key(), "");
        if (key.isEmpty()) {
            return S3Exception.of(ErrorCode.MALFORMED_XML);
        }
        if (Bytes.utf8(key).length() > ObjectLimits.KEY_BYTES_MAX) {
            return S3Exception.of(ErrorCode.KEY_TOO_LONG_ERROR);
        }
        if (identifier.lastModifiedTime() != null || identifier.size() != null) {
            return Unsupported.element(identifier.size() != null ? "Size" : "LastModifiedTime");
        }
        String action = identifier.versionId() == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
        S3Exception refused = call.refusalOnKey(action, key, identifier.versionId());
        return refused == null && comparesTag(identifier)
                ? call.refusalOnKey("s3:GetObject", key, identifier.versionId())
                : refused;
    }

    /** Whether a tag is the right one tells of the object's content. */
    private static boolean comparesTag(ObjectIdentifier identifier) {
        return identifier.eTag() != null && !identifier.eTag().equals("*");
    }

    private static DeleteRequest request(Call call, ObjectIdentifier identifier) {
        return new DeleteRequest(
                call.bucket(),
                Bytes.utf8(requireNonNull(identifier.key())),
                identifier.versionId(),
                WriteCondition.ofDelete(identifier.eTag()),
                call.requestId());
    }

    private static S3Error error(@Nullable String key, @Nullable String versionId, S3Exception refused) {
        return S3Error.builder()
                .key(key)
                .versionId(versionId)
                .code(refused.code().code())
                .message(refused.message())
                .build();
    }
}
