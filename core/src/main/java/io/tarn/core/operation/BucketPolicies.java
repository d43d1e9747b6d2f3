package io.tarn.core.operation;

import static java.util.Objects.requireNonNull;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.DeleteBucketPolicyOutput;
import io.tarn.api.s3.DeleteBucketPolicyRequest;
import io.tarn.api.s3.GetBucketPolicyOutput;
import io.tarn.api.s3.GetBucketPolicyRequest;
import io.tarn.api.s3.GetBucketPolicyStatusOutput;
import io.tarn.api.s3.GetBucketPolicyStatusRequest;
import io.tarn.api.s3.PolicyStatus;
import io.tarn.api.s3.PutBucketPolicyOutput;
import io.tarn.api.s3.PutBucketPolicyRequest;
import io.tarn.api.s3.codec.S3Codecs;
import io.tarn.core.access.Principals;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.gate.Handlers;
import io.tarn.core.policy.BucketPolicyRules;
import io.tarn.core.policy.MalformedPolicyException;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.policy.PublicPolicy;
import io.tarn.core.setting.PublicAccessBlock;
import org.jspecify.annotations.Nullable;

/** A bucket's policy: put, read, deleted, and whether it is public. */
final class BucketPolicies {
    private static final String PUT = "s3:PutBucketPolicy";

    private static final String BLOCKED =
            "public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access";

    private final Buckets buckets;
    private final Principals principals;
    private final BucketPolicyRules rules = KnownActions.rules();

    BucketPolicies(Buckets buckets, Principals principals) {
        this.buckets = buckets;
        this.principals = principals;
    }

    void register(Handlers handlers) {
        handlers.on(S3Codecs.PUT_BUCKET_POLICY, this::put);
        handlers.on(S3Codecs.GET_BUCKET_POLICY, this::get);
        handlers.on(S3Codecs.GET_BUCKET_POLICY_STATUS, this::status);
        handlers.on(S3Codecs.DELETE_BUCKET_POLICY, this::delete);
    }

    private Answer<PutBucketPolicyOutput> put(Call call, PutBucketPolicyRequest input) {
        PolicyDocument policy =
                parse(requireNonNull(input.policy()), call.bucket().name());
        if (!Boolean.TRUE.equals(input.confirmRemoveSelfBucketAccess())) {
            refuseToLockOut(call, policy);
        }
        boolean open = PublicPolicy.isPublic(policy);
        PublicAccessBlock account = open ? buckets.accountBlock(call.bucket().owner()) : null;
        buckets.change(call.bucket(), call.requestId(), settings -> {
            if (open && (blocks(account) || settings.publicAccessBlock().blockPublicPolicy())) {
                throw call.prevented(PUT, BLOCKED);
            }
            return settings.withPolicy(policy);
        });
        return Answer.of(PutBucketPolicyOutput.builder().build());
    }

    private static boolean blocks(@Nullable PublicAccessBlock account) {
        return account != null && account.blockPublicPolicy();
    }

    private PolicyDocument parse(String text, String bucket) {
        if (!text.startsWith("{")) {
            throw S3Exception.of(
                    ErrorCode.MALFORMED_POLICY, "Policies must be valid JSON and the first byte must be '{'");
        }
        try {
            PolicyDocument policy = PolicyDocument.parse(text, PolicyKind.RESOURCE);
            rules.check(policy, bucket);
            if (!known(policy)) {
                throw S3Exception.of(ErrorCode.MALFORMED_POLICY, "Invalid principal in policy");
            }
            return policy;
        } catch (MalformedPolicyException malformed) {
            throw S3Exception.of(ErrorCode.MALFORMED_POLICY, words(malformed));
        }
    }

    /** S3 names the mistake and not its place. */
    private static String words(MalformedPolicyException malformed) {
        String message = requireNonNull(malformed.getMessage());
        int detail = message.indexOf(": ");
        return detail < 0 ? message : message.substring(0, detail);
    }

    private boolean known(PolicyDocument policy) {
        return policy.principalAccounts().stream().allMatch(principals::account)
                && policy.principalCanonicalIds().stream().allMatch(principals::canonical)
                && policy.principalArns().stream().allMatch(principals::arn);
    }

    /** Whoever puts a policy that takes from him the right to put the next one must say that he means it. */
    private static void refuseToLockOut(Call call, PolicyDocument policy) {
        if (call.refusalUnder(call.settings().withPolicy(policy), PUT) != null) {
            throw S3Exception.of(
                    ErrorCode.INVALID_REQUEST,
                    "The policy would not let you put another one; send x-amz-confirm-remove-self-bucket-access: true"
                            + " if that is meant");
        }
    }

    private Answer<GetBucketPolicyOutput> get(Call call, GetBucketPolicyRequest input) {
        return Answer.of(
                GetBucketPolicyOutput.builder().policy(policy(call).source()).build());
    }

    private Answer<GetBucketPolicyStatusOutput> status(Call call, GetBucketPolicyStatusRequest input) {
        boolean open = PublicPolicy.isPublic(policy(call));
        return Answer.of(GetBucketPolicyStatusOutput.builder()
                .policyStatus(PolicyStatus.builder().isPublic(open).build())
                .build());
    }

    private static PolicyDocument policy(Call call) {
        PolicyDocument policy = call.settings().policy();
        if (policy == null) {
            throw S3Exception.of(ErrorCode.NO_SUCH_BUCKET_POLICY)
                    .with("BucketName", call.bucket().name());
        }
        return policy;
    }

    private Answer<DeleteBucketPolicyOutput> delete(Call call, DeleteBucketPolicyRequest input) {
        buckets.change(call.bucket(), call.requestId(), settings -> settings.withPolicy(null));
        return Answer.of(DeleteBucketPolicyOutput.builder().build());
    }
}
