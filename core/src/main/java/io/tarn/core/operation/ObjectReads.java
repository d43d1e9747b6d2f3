package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.GetObjectOutput;
import io.tarn.api.s3.GetObjectRequest;
import io.tarn.core.condition.ReadConditions;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.layout.ObjectHeaders;
import io.tarn.core.layout.ObjectRecord;
import io.tarn.core.layout.StorageClass;
import io.tarn.core.object.ObjectView;
import io.tarn.core.object.Objects;
import io.tarn.core.object.OpenObject;
import io.tarn.core.object.ReadRequest;
import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/** Reading an object, with and without its bytes. */
final class ObjectReads {
    private static final String ACCEPT_RANGES = "bytes";
    private static final char LATIN_1_MAX = 0xFF;

    private final Objects objects;

    ObjectReads(Objects objects) {
        this.objects = objects;
    }

    Answer<GetObjectOutput> get(Call call, GetObjectRequest input) {
        ReadRequest request = request(call, input);
        OpenObject open = Existence.hidden(call, () -> objects.get(request));
        boolean kept = false;
        try {
            call.confirm(open.view().object().access());
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
        return view.answer() == ObjectView.Answer.NOT_MODIFIED ? unchanged(view.object()) : whole(view, input);
    }

    /** What a cache needs to go on with what it has (RFC 9110, 15.4.5), and nothing that speaks of a body. */
    private static GetObjectOutput unchanged(ObjectRecord object) {
        return GetObjectOutput.builder()
                .lastModified(Moments.shown(object.lastModified()))
                .eTag(object.entityTag().quoted())
                .cacheControl(object.headers().cacheControl())
                .expires(object.headers().expires())
                .build();
    }

    private static GetObjectOutput whole(ObjectView view, GetObjectRequest input) {
        ObjectRecord object = view.object();
        ObjectHeaders headers = object.headers();
        GetObjectOutput.Builder output = GetObjectOutput.builder()
                .acceptRanges(ACCEPT_RANGES)
                .lastModified(Moments.shown(object.lastModified()))
                .contentLength(view.range().length())
                .contentRange(view.contentRange())
                .eTag(object.entityTag().quoted())
                .cacheControl(
                        overridden("response-cache-control", input.responseCacheControl(), headers.cacheControl()))
                .contentDisposition(overridden(
                        "response-content-disposition",
                        input.responseContentDisposition(),
                        headers.contentDisposition()))
                .contentEncoding(overridden(
                        "response-content-encoding", input.responseContentEncoding(), headers.contentEncoding()))
                .contentLanguage(overridden(
                        "response-content-language", input.responseContentLanguage(), headers.contentLanguage()))
                .contentType(overridden(
                        "response-content-type", input.responseContentType(), headers.contentTypeOrDefault()))
                .expires(overridden("response-expires", input.responseExpires(), headers.expires()))
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
        ObjectView view = Existence.hidden(call, () -> objects.head(request));
        call.confirm(view.object().access());
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
                input.ifRange(),
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

    /** What the query asks a header to say instead of what is stored; asked to say nothing, it says what is stored. */
    private static @Nullable String overridden(String parameter, @Nullable String asked, @Nullable String stored) {
        if (asked == null || asked.isEmpty()) {
            return stored;
        }
        for (int i = 0; i < asked.length(); i++) {
            char c = asked.charAt(i);
            if (Character.isISOControl(c) || c > LATIN_1_MAX) {
                throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "Header value cannot be represented using ISO-8859-1.")
                        .with("ArgumentName", parameter)
                        .with("ArgumentValue", asked);
            }
        }
        return asked;
    }
}
