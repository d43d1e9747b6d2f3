package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Authorizer;
import io.tarn.core.access.Decision;
import io.tarn.core.access.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for one request whether it may do things, and says no in Amazon's words. */
final class Inquiry {
    private static final String PAYER = "requester";

    private final Authorizer authorizer;
    private final Admission admission;
    private final RequestDocument document;

    Inquiry(Authorizer authorizer, Admission admission, RequestDocument document) {
        this.authorizer = authorizer;
        this.admission = admission;
        this.document = document;
    }

    /**
     * Goes on if all of the actions are allowed, and there is at least one.
     *
     * @throws S3Exception {@code AccessDenied}
     */
    void require(List<String> actions, Resource resource, RequestKeys.Target target) {
        if (actions.isEmpty()) {
            throw S3Exception.of(ErrorCode.ACCESS_DENIED);
        }
        for (String action : actions) {
            S3Exception refusal = refusal(action, resource, target);
            if (refusal != null) {
                throw refusal;
            }
        }
    }

    /** Why the request may not do this, or null if it may. */
    @Nullable
    S3Exception refusal(String action, Resource resource, RequestKeys.Target target) {
        AccessRequest request = request(action, resource, target);
        Decision decision = authorizer.decide(request);
        return decision.allowed() ? null : AccessDenied.of(request, decision);
    }

    /** The refusal of what is allowed and yet prevented by something else. */
    S3Exception prevented(String action, Resource resource, String why) {
        return AccessDenied.because(request(action, resource, RequestKeys.Target.version(null)), why);
    }

    private AccessRequest request(String action, Resource resource, RequestKeys.Target target) {
        return new AccessRequest(
                admission.authentication().caller(),
                action,
                resource,
                RequestKeys.of(admission, document, action, target),
                PAYER.equals(admission.headers().first("x-amz-request-payer")));
    }
}
