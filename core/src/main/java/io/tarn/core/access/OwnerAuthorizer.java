package io.tarn.core.access;

import io.tarn.core.policy.PolicyPrincipal;

/** Lets an account's root user do everything to what the account owns, and nobody else anything. */
public final class OwnerAuthorizer implements Authorizer {
    private static final Decision ALLOW = new Decision.Allow();
    private static final Decision ANONYMOUS = new Decision.Deny("anonymous requests have no permission");
    private static final Decision OTHER = new Decision.Deny("the bucket belongs to another account");
    private static final Decision NOT_ROOT = new Decision.Deny("only the account's root user manages its users");

    @Override
    public Decision decide(AccessRequest request) {
        return switch (request.caller()) {
            case Caller.Anonymous anonymous -> ANONYMOUS;
            case Caller.Identity identity ->
                switch (request.resource()) {
                    case Resource.Service service -> ALLOW;
                    case Resource.Bucket bucket -> owner(identity, bucket);
                    case Resource.Object object -> owner(identity, object.bucket());
                    case Resource.Iam iam -> root(identity, iam);
                };
        };
    }

    private static Decision owner(Caller.Identity identity, Resource.Bucket bucket) {
        return identity.account().id().equals(bucket.ownerAccountId()) ? ALLOW : OTHER;
    }

    private static Decision root(Caller.Identity identity, Resource.Iam iam) {
        boolean root = identity.principal() instanceof PolicyPrincipal.Root;
        return root && identity.account().id().equals(iam.accountId()) ? ALLOW : NOT_ROOT;
    }
}
