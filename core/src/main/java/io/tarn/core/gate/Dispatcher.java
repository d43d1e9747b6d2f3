package io.tarn.core.gate;

import io.tarn.api.codec.RequestParts;
import io.tarn.api.s3.BodyKind;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.RequestBody;
import io.tarn.core.access.Authorizer;
import io.tarn.core.auth.Authentication;
import io.tarn.core.bucket.Bucket;

/** Lets a request whose sender is known do what it may, and sends the answer. */
final class Dispatcher {
    private final Authorizer authorizer;
    private final Resources resources;
    private final Permissions permissions;
    private final Handlers handlers;
    private final LongWork longWork;

    Dispatcher(Authorizer authorizer, Resources resources, Handlers handlers, Patience patience) {
        this.authorizer = authorizer;
        this.resources = resources;
        this.permissions = new Permissions(resources);
        this.handlers = handlers;
        this.longWork = new LongWork(patience);
    }

    void dispatch(Admission admission, RequestBody body, Reply reply) {
        S3Operation operation = admission.operation();
        Authentication authentication = admission.authentication();
        if (operation.requestBody() == BodyKind.FORM) {
            // A form carries its credentials in its fields: nobody is known before it is read.
            throw Unsupported.operation(operation.apiName());
        }
        RequestDocument document = new RequestDocument(admission, body);
        Inquiry inquiry = new Inquiry(authorizer, admission, document);
        Bucket bucket = permissions.check(admission, inquiry);
        Call.Source source = permissions.checkSource(admission, inquiry);
        Handlers.Bound handler = handlers.find(operation);
        if (handler == null) {
            throw Unsupported.operation(operation.apiName());
        }
        PendingHeaders.refuse(operation, authentication.headers());
        RequestParts parts = document.parts();
        Call call = new Call(admission, inquiry, resources, bucket, source, body);
        Handlers.Encoded encoded = longWork.run(operation, () -> handler.run(call, parts), reply);
        try (Content content = encoded.content()) {
            reply.send(encoded.response(), content);
        }
    }
}
