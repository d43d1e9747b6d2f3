package io.tarn.core.access;

import io.tarn.core.access.Decision.Reason;
import io.tarn.core.policy.Evaluation;
import io.tarn.core.policy.NamedPolicy;
import io.tarn.core.policy.PolicyContext;
import io.tarn.core.policy.PolicyDecision;
import io.tarn.core.policy.PolicyPrincipal;
import io.tarn.core.policy.PolicyRequest;
import io.tarn.core.policy.PolicySet;
import io.tarn.core.policy.PublicPolicy;
import io.tarn.core.setting.PublicAccessBlock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides by policies, access control lists and public access blocks, in the order that Amazon documents (IAM User Guide,
 * "Policy evaluation logic"; Amazon S3 User Guide, "How Amazon S3 authorizes a request").
 *
 * <p>An account that is disabled does nothing, and nobody does anything to what it owns. A denial anywhere decides next.
 * Within an account the caller's policies or the resource's policy must allow, across accounts both sides; lists count on
 * the resource's side, and only where ownership lets them. Where they count, an object that does not belong to the
 * bucket's owner is its owner's: the bucket's policy can only deny. What is allowed to somebody outside the owner's
 * account must get past the public access block and, where the requester pays, say that it pays.
 */
public final class PolicyAuthorizer implements Authorizer {
    private static final PolicyContext NOBODY = PolicyContext.builder()
            .text("aws:PrincipalType", "Anonymous")
            .text("aws:PrincipalAccount", "anonymous")
            .text("aws:userid", "anonymous")
            .build();

    private final Predicate<String> active;

    /**
     * Decides among these accounts.
     *
     * @param active tells of an account id whether it exists and is not disabled; asked only of accounts that own what
     *     somebody else asks for, as the caller's own was looked at when it was authenticated
     */
    public PolicyAuthorizer(Predicate<String> active) {
        this.active = active;
    }

    @Override
    public Decision decide(AccessRequest request) {
        return switch (request.resource()) {
            case Resource.Service service -> withoutPolicy(request, home(request));
            case Resource.Iam iam -> withoutPolicy(request, iam.accountId());
            case Resource.Bucket bucket -> {
                Decision refused = byPoint(request, bucket);
                yield refused == null ? onBucket(request, bucket, ListRules.ofBucket(request, bucket)) : refused;
            }
            case Resource.Object object -> {
                Decision refused = byPoint(request, object.bucket());
                yield refused == null ? onObject(request, object) : refused;
            }
        };
    }

    /** The refusal of the access point by which the request came; null if it came by none or may pass. */
    private static @Nullable Decision byPoint(AccessRequest request, Resource.Bucket bucket) {
        AccessPoint through = bucket.through();
        if (through == null) {
            return null;
        }
        String arn = request.resource() instanceof Resource.Object object
                ? through.arn() + "/object/" + object.key()
                : through.arn();
        Decision decision = Decision.of(evaluate(request, arn, through.accountId(), through.policy(), false));
        return decision.allowed() ? null : decision;
    }

    /** What has no policy of its own. */
    private static Decision withoutPolicy(AccessRequest request, @Nullable String accountId) {
        if (needsNothing(request, accountId)) {
            return Decision.OWNER;
        }
        return Decision.of(evaluate(request, request.resource().arn(), accountId, null, false));
    }

    private Decision onObject(AccessRequest request, Resource.Object object) {
        Resource.Bucket bucket = object.bucket();
        if (!bucket.rules().settings().ownership().listsCount() || ListRules.decidesBucket(request.action())) {
            return onBucket(request, bucket, ListRules.ofBucket(request, bucket));
        }
        ObjectRules rules = object.rules().find();
        if (rules == null) {
            return onMissing(request, object);
        }
        ListRules lists = ListRules.ofObject(request, rules);
        if (rules.ownerAccountId().equals(bucket.ownerAccountId())) {
            return onBucket(request, bucket, lists);
        }
        Decision byBucket = onBucket(request, bucket, ListRules.NONE);
        PolicyDecision policies = byBucket.policies();
        if (policies != null && policies.reason() == PolicyDecision.Reason.EXPLICIT_DENY) {
            return byBucket;
        }
        Decision byOwner =
                Decision.of(evaluate(request, object.arn(), rules.ownerAccountId(), null, lists.grants(bucket)));
        return outside(request, bucket, byOwner);
    }

    /** Nobody has a list of what does not exist: who may list the bucket may be told so. */
    private Decision onMissing(AccessRequest request, Resource.Object object) {
        Resource.Bucket bucket = object.bucket();
        Decision byPolicy = onBucket(request, bucket, ListRules.NONE);
        PolicyDecision policies = byPolicy.policies();
        boolean noListWasAsked = byPolicy.allowed()
                || policies == null
                || policies.reason() == PolicyDecision.Reason.EXPLICIT_DENY
                || bucket.ownerAccountId().equals(home(request))
                || !ListRules.speakOf(request.action());
        if (noListWasAsked) {
            return byPolicy;
        }
        PolicyContext keys =
                PolicyContext.builder().text("s3:prefix", object.key()).build().orElse(request.keys());
        AccessRequest listing = new AccessRequest(request.caller(), "s3:ListBucket", bucket, keys, request.pays());
        return decide(listing).allowed() ? Decision.of(Reason.NOTHING_THERE) : byPolicy;
    }

    private Decision onBucket(AccessRequest request, Resource.Bucket bucket, ListRules lists) {
        String owner = bucket.ownerAccountId();
        NamedPolicy policy = bucket.rules().settings().namedPolicy(bucket.name());
        if (policy == null && needsNothing(request, owner)) {
            return Decision.OWNER;
        }
        boolean granted = !owner.equals(home(request)) && lists.grants(bucket);
        return outside(
                request,
                bucket,
                Decision.of(evaluate(request, request.resource().arn(), owner, policy, granted)));
    }

    /** What somebody outside the owner's account is allowed must get past this too. */
    private Decision outside(AccessRequest request, Resource.Bucket bucket, Decision decision) {
        if (!decision.allowed() || bucket.ownerAccountId().equals(home(request))) {
            return decision;
        }
        if (!active.test(bucket.ownerAccountId())) {
            return Decision.of(Reason.ACCOUNT_DISABLED);
        }
        if (restricted(bucket)) {
            return Decision.of(Reason.PUBLIC_ACCESS_RESTRICTED);
        }
        boolean pays = home(request) != null && request.pays();
        return bucket.rules().settings().requesterPays() && !pays
                ? Decision.of(Reason.REQUESTER_DOES_NOT_PAY)
                : decision;
    }

    private static boolean restricted(Resource.Bucket bucket) {
        NamedPolicy policy = bucket.rules().settings().namedPolicy(bucket.name());
        AccessPoint through = bucket.through();
        boolean open = isPublic(policy) || (through != null && isPublic(through.policy()));
        if (!open) {
            return false;
        }
        PublicAccessBlock block = bucket.rules().publicAccessBlock();
        return block.restrictPublicBuckets()
                || (through != null && through.block().restrictPublicBuckets());
    }

    private static boolean isPublic(@Nullable NamedPolicy policy) {
        return policy != null && PublicPolicy.isPublic(policy.document());
    }

    private static PolicyDecision evaluate(
            AccessRequest request,
            String arn,
            @Nullable String accountId,
            @Nullable NamedPolicy policy,
            boolean aclGrants) {
        Grants grants = grants(request.caller());
        PolicySet policies = new PolicySet(grants.identity(), grants.boundary(), grants.session(), policy, aclGrants);
        PolicyContext keys = traits(request.caller())
                .orElse(ResourceKeys.of(request.resource()))
                .orElse(request.keys());
        PolicyPrincipal principal = request.caller().principal();
        return Evaluation.decide(
                policies,
                new PolicyRequest(principal, request.action(), arn, accountId == null ? "" : accountId, keys));
    }

    /** The root user of the account, whom no policy of its own narrows. */
    private static boolean needsNothing(AccessRequest request, @Nullable String accountId) {
        return request.caller() instanceof Caller.Identity identity
                && identity.principal() instanceof PolicyPrincipal.Root
                && identity.grants().equals(Grants.NONE)
                && identity.account().id().equals(accountId);
    }

    /** The account of the caller, or null for nobody's. */
    private static @Nullable String home(AccessRequest request) {
        return switch (request.caller()) {
            case Caller.Anonymous anonymous -> null;
            case Caller.Identity identity -> identity.account().id();
        };
    }

    private static Grants grants(Caller caller) {
        return switch (caller) {
            case Caller.Anonymous anonymous -> Grants.NONE;
            case Caller.Identity identity -> identity.grants();
        };
    }

    private static PolicyContext traits(Caller caller) {
        return switch (caller) {
            case Caller.Anonymous anonymous -> NOBODY;
            case Caller.Identity identity -> identity.traits();
        };
    }
}
