package io.tarn.core.gate;

import io.tarn.api.codec.RequestParts;
import io.tarn.api.s3.BodyKind;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.RequestBody;
import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Caller;
import io.tarn.core.bucket.Bucket;
import org.jspecify.annotations.Nullable;

/** Lets a request whose sender is known do what it may, and sends the answer. */
final class Dispatcher {
    private static final String REQUESTER = "requester";

    private final Authorizer authorizer;
    private final Resources resources;
    private final Permissions permissions;
    private final Handlers handlers;
    private final FormPosts forms;
    private final LongWork longWork;

    Dispatcher(Authorizer authorizer, Resources resources, Handlers handlers, FormPosts forms, Patience patience) {
        this.authorizer = authorizer;
        this.resources = resources;
        this.permissions = new Permissions(resources);
        this.handlers = handlers;
        this.forms = forms;
        this.longWork = new LongWork(patience);
    }

    void dispatch(Admission admission, RequestBody body, Reply reply) {
        if (admission.operation().requestBody() == BodyKind.FORM) {
            FormPost post = forms.open(admission, body);
            reply.send(post.answer(run(post.admission(), post.file(), reply).response()), null);
            return;
        }
        Handlers.Encoded encoded = run(admission, body, reply);
        try (Content content = encoded.content()) {
            reply.send(encoded.response(), content);
        }
    }

    private Handlers.Encoded run(Admission admission, RequestBody body, Reply reply) {
        S3Operation operation = admission.operation();
        RequestDocument document = new RequestDocument(admission, body);
        Inquiry inquiry = new Inquiry(admission.hearing().before(authorizer), admission, document);
        Bucket bucket = permissions.check(admission, inquiry);
        Call.Source source = permissions.checkSource(admission, inquiry);
        Handlers.Bound handler = handlers.find(operation);
        if (handler == null) {
            throw Unsupported.operation(operation.apiName());
        }
        PendingHeaders.refuse(operation, admission.headers());
        RequestParts parts = document.parts();
        Call call = new Call(admission, inquiry, resources, bucket, source, body);
        return longWork.run(operation, () -> charged(handler.run(call, parts), admission, bucket), reply);
    }

    /** Says to whoever pays for the request of another's bucket that it was charged. */
    private static Handlers.Encoded charged(Handlers.Encoded answer, Admission admission, @Nullable Bucket bucket) {
        boolean pays = bucket != null
                && bucket.settings().requesterPays()
                && REQUESTER.equals(admission.headers().first("x-amz-request-payer"))
                && admission.authentication().caller() instanceof Caller.Identity identity
                && !identity.account().id().equals(bucket.record().owner());
        if (pays) {
            answer.response().header("x-amz-request-charged", REQUESTER);
        }
        return answer;
    }
}
