package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.access.AccessRequest;
import io.tarn.core.access.Caller;
import io.tarn.core.access.Decision;
import io.tarn.core.access.Resource;
import io.tarn.core.policy.PolicyDecision;

/**
 * The refusal of what a caller may not do. Whoever asks within the account that owns the resource learns which kind of
 * policy is the reason, as S3 tells since 2024; everybody else learns nothing.
 */
final class AccessDenied {
    private AccessDenied() {}

    /** The refusal for a decision that does not allow. */
    static S3Exception of(AccessRequest request, Decision decision) {
        PolicyDecision policies = decision.policies();
        if (policies == null || policies.layer() == null) {
            return S3Exception.of(ErrorCode.ACCESS_DENIED);
        }
        return policies.reason() == PolicyDecision.Reason.EXPLICIT_DENY
                ? worded(request, "with an explicit deny in " + article(policies.layer()))
                : because(request, "no " + name(policies.layer()) + " allows the " + request.action() + " action");
    }

    /** The refusal for a reason in words. */
    static S3Exception because(AccessRequest request, String why) {
        return worded(request, "because " + why);
    }

    private static S3Exception worded(AccessRequest request, String end) {
        if (!within(request)) {
            return S3Exception.of(ErrorCode.ACCESS_DENIED);
        }
        return S3Exception.of(
                ErrorCode.ACCESS_DENIED,
                "User: " + request.caller().principal().arn() + " is not authorized to perform: " + request.action()
                        + " on resource: \"" + request.resource().arn() + "\" " + end);
    }

    /** True if the caller belongs to the account that owns what it asks for. */
    private static boolean within(AccessRequest request) {
        return switch (request.caller()) {
            case Caller.Anonymous anonymous -> false;
            case Caller.Identity identity ->
                switch (request.resource()) {
                    case Resource.Service service -> true;
                    case Resource.Bucket bucket -> owns(identity, bucket.ownerAccountId());
                    case Resource.Object object ->
                        owns(identity, object.bucket().ownerAccountId());
                    case Resource.Iam iam -> owns(identity, iam.accountId());
                };
        };
    }

    private static boolean owns(Caller.Identity identity, String accountId) {
        return identity.account().id().equals(accountId);
    }

    private static String article(PolicyDecision.Layer layer) {
        return layer == PolicyDecision.Layer.IDENTITY ? "an " + name(layer) : "a " + name(layer);
    }

    private static String name(PolicyDecision.Layer layer) {
        return switch (layer) {
            case RESOURCE -> "resource-based policy";
            case IDENTITY -> "identity-based policy";
            case BOUNDARY -> "permissions boundary";
            case SESSION -> "session policy";
        };
    }
}
