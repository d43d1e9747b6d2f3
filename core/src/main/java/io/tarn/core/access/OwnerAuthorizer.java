package io.tarn.core.access;

/** Lets an account's root user do everything to what the account owns, and nobody else anything. */
public final class OwnerAuthorizer implements Authorizer {
    private static final Decision ALLOW = new Decision.Allow();
    private static final Decision ANONYMOUS = new Decision.Deny("anonymous requests have no permission");
    private static final Decision OTHER = new Decision.Deny("the bucket belongs to another account");

    @Override
    public Decision decide(AccessRequest request) {
        return switch (request.caller()) {
            case Caller.Anonymous anonymous -> ANONYMOUS;
            case Caller.Identity identity ->
                switch (request.resource()) {
                    case Resource.Service service -> ALLOW;
                    case Resource.Bucket bucket -> owner(identity, bucket);
                    case Resource.Object object -> owner(identity, object.bucket());
                };
        };
    }

    private static Decision owner(Caller.Identity identity, Resource.Bucket bucket) {
        return identity.account().id().equals(bucket.ownerAccountId()) ? ALLOW : OTHER;
    }
}
