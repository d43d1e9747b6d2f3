package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.GetObjectOutput;
import io.tarn.api.s3.GetObjectRequest;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.object.ObjectView;
import io.tarn.core.object.Objects;
import io.tarn.core.object.OpenObject;
import io.tarn.core.object.ReadRequest;
import io.tarn.storage.Bytes;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reading an object, with and without its bytes. */
final class ObjectReads {
    private static final String ACCEPT_RANGES = "bytes";

    private final Objects objects;

    ObjectReads(Objects objects) {
        this.objects = objects;
    }

    Answer<GetObjectOutput> get(Call call, GetObjectRequest input) {
        ReadRequest request = request(call, input);
        OpenObject open = hidingMissing(call, () -> objects.get(request));
        boolean kept = false;
        try {
            Answer<GetObjectOutput> answer = answer(open, output(open.view(), input));
            kept = true;
            return answer;
        } finally {
            if (!kept) {
                open.close();
            }
        }
    }

    private static Answer<GetObjectOutput> answer(OpenObject open, GetObjectOutput output) {
        int status = open.view().answer().status();
        return Answer.of(output).status(status).content(new ObjectContent(open));
    }

    private static GetObjectOutput output(ObjectView view, GetObjectRequest input) {
        ObjectRecord object = view.object();
        ObjectHeaders headers = object.headers();
        GetObjectOutput.Builder output = GetObjectOutput.builder()
                .acceptRanges(ACCEPT_RANGES)
                .lastModified(Instant.ofEpochMilli(object.lastModified()))
                .contentLength(view.range().length())
                .contentRange(view.contentRange())
                .eTag(object.entityTag().quoted())
                .cacheControl(either(input.responseCacheControl(), headers.cacheControl()))
                .contentDisposition(either(input.responseContentDisposition(), headers.contentDisposition()))
                .contentEncoding(either(input.responseContentEncoding(), headers.contentEncoding()))
                .contentLanguage(either(input.responseContentLanguage(), headers.contentLanguage()))
                .contentType(either(input.responseContentType(), headers.contentTypeOrDefault()))
                .expires(either(input.responseExpires(), headers.expires()))
                .websiteRedirectLocation(headers.websiteRedirect())
                .storageClass(storageClass(object))
                .partsCount(view.partsCount() == 0 ? null : view.partsCount())
                .metadata(object.metadata());
        ObjectView.ShownChecksum checksum = shown(view, input.checksumMode());
        if (checksum != null) {
            output.checksumType(checksum.type().name())
                    .checksum(checksum.algorithm().name(), checksum.text());
        }
        return output.build();
    }

    /** As GET, from the object's row alone. */
    Answer<GetObjectOutput> head(Call call, GetObjectRequest input) {
        ReadRequest request = request(call, input);
        ObjectView view = hidingMissing(call, () -> objects.head(request));
        return Answer.of(output(view, input)).status(view.answer().status());
    }

    private static ReadRequest request(Call call, GetObjectRequest input) {
        ReadConditions conditions = ReadConditions.of(
                input.ifMatch(), input.ifNoneMatch(), input.ifModifiedSince(), input.ifUnmodifiedSince());
        return new ReadRequest(
                call.bucket(),
                Bytes.utf8(requireNonNull(input.key())),
                input.versionId(),
                conditions,
                input.range(),
                call.headers().first("if-range"),
                input.partNumber());
    }

    private static ObjectView.@Nullable ShownChecksum shown(ObjectView view, @Nullable String mode) {
        return "ENABLED".equalsIgnoreCase(mode) ? view.checksum() : null;
    }

    private static @Nullable String storageClass(ObjectRecord object) {
        return object.storageClass() == StorageClass.STANDARD
                ? null
                : object.storageClass().name();
    }

    private static @Nullable String either(@Nullable String override, @Nullable String stored) {
        return override == null ? stored : override;
    }

    /** Whether a key of the request's bucket exists is for those to know who may list the bucket. */
    static <T> T hidingMissing(Call call, Supplier<T> read) {
        return hidingMissing(call, call.bucket(), read);
    }

    /** The same for any bucket that the request reads. */
    static <T> T hidingMissing(Call call, BucketRecord bucket, Supplier<T> read) {
        try {
            return read.get();
        } catch (S3Exception refused) {
            boolean missing = refused.code() == ErrorCode.NO_SUCH_KEY;
            throw missing && !call.mayListBucket(bucket) ? S3Exception.of(ErrorCode.ACCESS_DENIED) : refused;
        }
    }
}
