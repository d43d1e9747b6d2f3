package io.tarn.core.gate;

import io.tarn.api.codec.RequestParts;
import io.tarn.api.s3.BodyKind;
import io.tarn.api.s3.CreateBucketConfiguration;
import io.tarn.api.s3.S3Operation;
import io.tarn.api.s3.Tag;
import io.tarn.api.s3.Tagging;
import io.tarn.api.s3.codec.S3Codecs;
import io.tarn.core.RequestBody;
import io.tarn.core.auth.Authentication;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request with its body, which is read, bounded and verified, when it is first needed: after the decision, or before it
 * if a policy asks for what only the body says. For one thread at a time.
 */
final class RequestDocument {
    private final Admission admission;
    private final RequestBody body;
    private @Nullable RequestParts parts;

    RequestDocument(Admission admission, RequestBody body) {
        this.admission = admission;
        this.body = body;
    }

    /**
     * The request taken apart; with its body, unless that is a stream.
     *
     * @throws io.tarn.api.error.S3Exception if the body is not what was signed or too long
     */
    RequestParts parts() {
        if (parts == null) {
            S3Operation operation = admission.operation();
            RequestParts head = RequestParts.of(
                    admission.address().bucket(), admission.address().key(), admission.query(), admission.headers());
            parts = operation.requestBody() == BodyKind.STREAM
                    ? head
                    : head.body(RequestBodies.read(operation, admission.authentication(), body));
        }
        return parts;
    }

    /** Where a new bucket is to be, or null if the request does not say. */
    @Nullable
    String locationConstraint() {
        CreateBucketConfiguration configuration = newBucket();
        return configuration == null ? null : configuration.locationConstraint();
    }

    /** The tags that a bucket is to have; none if the request gives it none. */
    List<Tag> tags() {
        CreateBucketConfiguration configuration = newBucket();
        List<Tag> tags = configuration == null ? null : configuration.tags();
        if (admission.operation() == S3Operation.PUT_BUCKET_TAGGING && signed()) {
            Tagging tagging = S3Codecs.PUT_BUCKET_TAGGING.decode(parts()).tagging();
            tags = tagging == null ? null : tagging.tagSet();
        }
        return tags == null ? List.of() : tags;
    }

    private @Nullable CreateBucketConfiguration newBucket() {
        return admission.operation() == S3Operation.CREATE_BUCKET && signed()
                ? S3Codecs.CREATE_BUCKET.decode(parts()).createBucketConfiguration()
                : null;
    }

    /** Of nobody's request a body is read before it was allowed. */
    private boolean signed() {
        return admission.authentication() instanceof Authentication.Signed;
    }
}
