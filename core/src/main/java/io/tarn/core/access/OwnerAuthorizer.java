package io.tarn.core.access;

import io.tarn.core.policy.PolicyPrincipal;

/** Lets an account's root user do everything to what the account owns, and nobody else anything. */
public final class OwnerAuthorizer implements Authorizer {
    private static final Decision REFUSED = Decision.of(Decision.Reason.REFUSED);

    @Override
    public Decision decide(AccessRequest request) {
        return switch (request.caller()) {
            case Caller.Anonymous anonymous -> REFUSED;
            case Caller.Identity identity ->
                switch (request.resource()) {
                    case Resource.Service service -> Decision.OWNER;
                    case Resource.Bucket bucket -> owner(identity, bucket);
                    case Resource.Object object -> owner(identity, object.bucket());
                    case Resource.Iam iam -> root(identity, iam);
                };
        };
    }

    private static Decision owner(Caller.Identity identity, Resource.Bucket bucket) {
        return identity.account().id().equals(bucket.ownerAccountId()) ? Decision.OWNER : REFUSED;
    }

    private static Decision root(Caller.Identity identity, Resource.Iam iam) {
        boolean root = identity.principal() instanceof PolicyPrincipal.Root;
        return root && identity.account().id().equals(iam.accountId()) ? Decision.OWNER : REFUSED;
    }
}
