package io.tarn.core.gate;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.query.QueryForm;
import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Caller;
import io.tarn.core.policy.PolicyContext;
import org.jspecify.annotations.Nullable;

/** A service of the Query protocol behind the gate: its requests are forms, told by the service they are signed for. */
public interface QueryService {
    /** As it stands in the scope of signatures, for example {@code iam}. */
    String name();

    /** The XML namespace of its documents. */
    String namespace();

    /**
     * The name of the operation that a form asks for.
     *
     * @throws io.tarn.api.query.QueryException {@code InvalidAction}
     */
    String operation(QueryForm form);

    /** True if the operation may be asked for without a signature. */
    boolean anonymous(String operation);

    /**
     * Answers a request whose sender is known; whether it may is the service's to ask.
     *
     * @throws io.tarn.api.query.QueryException for every refusal of the service
     * @throws io.tarn.api.error.S3Exception for what stops it from below
     */
    void handle(Request request, ResponseWriter response);

    /**
     * A request to the service.
     *
     * @param id of the request
     * @param caller who asks
     * @param sessionToken what it sent as its session token, or null
     * @param keys the condition keys of the request itself
     * @param form what it asks for
     * @param authorizer says what the caller may; what it is asked is remembered with the request
     */
    record Request(
            String id,
            Caller caller,
            @Nullable String sessionToken,
            PolicyContext keys,
            QueryForm form,
            Authorizer authorizer) {}
}
