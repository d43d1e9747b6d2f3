package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.DeleteObjectTaggingOutput;
import io.tarn.api.s3.DeleteObjectTaggingRequest;
import io.tarn.api.s3.GetObjectTaggingOutput;
import io.tarn.api.s3.GetObjectTaggingRequest;
import io.tarn.api.s3.S3Operation;
import io.tarn.api.s3.codec.S3Codecs;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.gate.Handlers;
import io.tarn.core.object.Objects;
import io.tarn.core.object.ReadRequest;
import io.tarn.storage.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be read of an object's tags and locks while none can be set. */
final class ObjectSettings {
    private final Objects objects;

    ObjectSettings(Objects objects) {
        this.objects = objects;
    }

    void register(Handlers handlers) {
        handlers.onUnset(S3Codecs.GET_OBJECT_TAGGING, this::tags);
        handlers.onUnset(S3Codecs.DELETE_OBJECT_TAGGING, this::deleteTags);
        handlers.refuseUnset(S3Operation.GET_OBJECT_RETENTION, call -> noLock());
        handlers.refuseUnset(S3Operation.GET_OBJECT_LEGAL_HOLD, call -> noLock());
    }

    private Answer<GetObjectTaggingOutput> tags(Call call, GetObjectTaggingRequest input) {
        require(call, input.key(), input.versionId());
        return Answer.of(GetObjectTaggingOutput.builder().tagSet(List.of()).build());
    }

    private Answer<DeleteObjectTaggingOutput> deleteTags(Call call, DeleteObjectTaggingRequest input) {
        require(call, input.key(), input.versionId());
        return Answer.of(DeleteObjectTaggingOutput.builder().build());
    }

    private void require(Call call, @Nullable String key, @Nullable String versionId) {
        ReadRequest request = new ReadRequest(
                call.bucket(), Bytes.utf8(requireNonNull(key)), versionId, ReadConditions.NONE, null, null, null);
        Existence.hidden(call, () -> objects.head(request));
    }

    private static S3Exception noLock() {
        return S3Exception.of(ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
    }
}
