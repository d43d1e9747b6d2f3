package io.tarn.core.operation;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.AbacStatus;
import io.tarn.api.s3.DeleteBucketOwnershipControlsOutput;
import io.tarn.api.s3.DeleteBucketOwnershipControlsRequest;
import io.tarn.api.s3.DeleteBucketTaggingOutput;
import io.tarn.api.s3.DeleteBucketTaggingRequest;
import io.tarn.api.s3.DeletePublicAccessBlockOutput;
import io.tarn.api.s3.DeletePublicAccessBlockRequest;
import io.tarn.api.s3.GetBucketAbacOutput;
import io.tarn.api.s3.GetBucketAbacRequest;
import io.tarn.api.s3.GetBucketOwnershipControlsOutput;
import io.tarn.api.s3.GetBucketOwnershipControlsRequest;
import io.tarn.api.s3.GetBucketRequestPaymentOutput;
import io.tarn.api.s3.GetBucketRequestPaymentRequest;
import io.tarn.api.s3.GetBucketTaggingOutput;
import io.tarn.api.s3.GetBucketTaggingRequest;
import io.tarn.api.s3.GetPublicAccessBlockOutput;
import io.tarn.api.s3.GetPublicAccessBlockRequest;
import io.tarn.api.s3.OwnershipControls;
import io.tarn.api.s3.OwnershipControlsRule;
import io.tarn.api.s3.PublicAccessBlockConfiguration;
import io.tarn.api.s3.PutBucketAbacOutput;
import io.tarn.api.s3.PutBucketAbacRequest;
import io.tarn.api.s3.PutBucketOwnershipControlsOutput;
import io.tarn.api.s3.PutBucketOwnershipControlsRequest;
import io.tarn.api.s3.PutBucketRequestPaymentOutput;
import io.tarn.api.s3.PutBucketRequestPaymentRequest;
import io.tarn.api.s3.PutBucketTaggingOutput;
import io.tarn.api.s3.PutBucketTaggingRequest;
import io.tarn.api.s3.PutPublicAccessBlockOutput;
import io.tarn.api.s3.PutPublicAccessBlockRequest;
import io.tarn.api.s3.RequestPaymentConfiguration;
import io.tarn.api.s3.codec.S3Codecs;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.gate.Handlers;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.ObjectOwnership;
import io.tarn.core.setting.PublicAccessBlock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ownership, public access, payment, tags and what they count for: one small document each. */
final class BucketSettingOperations {
    private static final String ENABLED = "Enabled";
    private static final String DISABLED = "Disabled";
    private static final String REQUESTER = "Requester";
    private static final String BUCKET_OWNER = "BucketOwner";

    private final Buckets buckets;

    BucketSettingOperations(Buckets buckets) {
        this.buckets = buckets;
    }

    void register(Handlers handlers) {
        handlers.on(S3Codecs.PUT_BUCKET_OWNERSHIP_CONTROLS, this::putOwnership);
        handlers.on(S3Codecs.GET_BUCKET_OWNERSHIP_CONTROLS, this::ownership);
        handlers.on(S3Codecs.DELETE_BUCKET_OWNERSHIP_CONTROLS, this::deleteOwnership);
        handlers.on(S3Codecs.PUT_PUBLIC_ACCESS_BLOCK, this::putBlock);
        handlers.on(S3Codecs.GET_PUBLIC_ACCESS_BLOCK, this::block);
        handlers.on(S3Codecs.DELETE_PUBLIC_ACCESS_BLOCK, this::deleteBlock);
        handlers.on(S3Codecs.PUT_BUCKET_REQUEST_PAYMENT, this::putPayment);
        handlers.on(S3Codecs.GET_BUCKET_REQUEST_PAYMENT, this::payment);
        handlers.on(S3Codecs.PUT_BUCKET_TAGGING, this::putTags);
        handlers.on(S3Codecs.GET_BUCKET_TAGGING, this::tags);
        handlers.on(S3Codecs.DELETE_BUCKET_TAGGING, this::deleteTags);
        handlers.on(S3Codecs.PUT_BUCKET_ABAC, this::putAbac);
        handlers.on(S3Codecs.GET_BUCKET_ABAC, this::abac);
    }

    private void change(Call call, UnaryOperator<BucketSettings> change) {
        buckets.change(call.bucket(), call.requestId(), change);
    }

    private static S3Exception notSet(ErrorCode code, Call call) {
        return S3Exception.of(code).with("BucketName", call.bucket().name());
    }

    private Answer<PutBucketOwnershipControlsOutput> putOwnership(Call call, PutBucketOwnershipControlsRequest input) {
        ObjectOwnership rule = rule(input.ownershipControls());
        change(call, settings -> {
            if (!rule.listsCount() && !settings.acl().ownerOnly()) {
                throw S3Exception.of(ErrorCode.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
            }
            return settings.withOwnershipRule(rule);
        });
        return Answer.of(PutBucketOwnershipControlsOutput.builder().build());
    }

    private static ObjectOwnership rule(@Nullable OwnershipControls controls) {
        List<OwnershipControlsRule> rules = controls == null ? null : controls.rules();
        String name =
                rules == null || rules.size() != 1 ? null : rules.getFirst().objectOwnership();
        ObjectOwnership rule = name == null ? null : ObjectOwnership.of(name);
        if (rule == null) {
            throw S3Exception.of(ErrorCode.MALFORMED_XML);
        }
        return rule;
    }

    private Answer<GetBucketOwnershipControlsOutput> ownership(Call call, GetBucketOwnershipControlsRequest input) {
        ObjectOwnership rule = call.settings().ownershipRule();
        if (rule == null) {
            throw notSet(ErrorCode.OWNERSHIP_CONTROLS_NOT_FOUND_ERROR, call);
        }
        OwnershipControlsRule only =
                OwnershipControlsRule.builder().objectOwnership(rule.wireName()).build();
        return Answer.of(GetBucketOwnershipControlsOutput.builder()
                .ownershipControls(
                        OwnershipControls.builder().rules(List.of(only)).build())
                .build());
    }

    private Answer<DeleteBucketOwnershipControlsOutput> deleteOwnership(
            Call call, DeleteBucketOwnershipControlsRequest input) {
        change(call, settings -> settings.withOwnershipRule(null));
        return Answer.of(DeleteBucketOwnershipControlsOutput.builder().build());
    }

    private Answer<PutPublicAccessBlockOutput> putBlock(Call call, PutPublicAccessBlockRequest input) {
        PublicAccessBlockConfiguration sent = Objects.requireNonNull(input.publicAccessBlockConfiguration());
        PublicAccessBlock block = new PublicAccessBlock(
                Boolean.TRUE.equals(sent.blockPublicAcls()),
                Boolean.TRUE.equals(sent.ignorePublicAcls()),
                Boolean.TRUE.equals(sent.blockPublicPolicy()),
                Boolean.TRUE.equals(sent.restrictPublicBuckets()));
        change(call, settings -> settings.withBlock(block));
        return Answer.of(PutPublicAccessBlockOutput.builder().build());
    }

    private Answer<GetPublicAccessBlockOutput> block(Call call, GetPublicAccessBlockRequest input) {
        PublicAccessBlock block = call.settings().block();
        if (block == null) {
            throw notSet(ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION, call);
        }
        return Answer.of(GetPublicAccessBlockOutput.builder()
                .publicAccessBlockConfiguration(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(block.blockPublicAcls())
                        .ignorePublicAcls(block.ignorePublicAcls())
                        .blockPublicPolicy(block.blockPublicPolicy())
                        .restrictPublicBuckets(block.restrictPublicBuckets())
                        .build())
                .build());
    }

    private Answer<DeletePublicAccessBlockOutput> deleteBlock(Call call, DeletePublicAccessBlockRequest input) {
        change(call, settings -> settings.withBlock(null));
        return Answer.of(DeletePublicAccessBlockOutput.builder().build());
    }

    private Answer<PutBucketRequestPaymentOutput> putPayment(Call call, PutBucketRequestPaymentRequest input) {
        RequestPaymentConfiguration sent = Objects.requireNonNull(input.requestPaymentConfiguration());
        boolean requester = either(sent.payer(), REQUESTER, BUCKET_OWNER);
        change(call, settings -> settings.withRequesterPays(requester));
        return Answer.of(PutBucketRequestPaymentOutput.builder().build());
    }

    private Answer<GetBucketRequestPaymentOutput> payment(Call call, GetBucketRequestPaymentRequest input) {
        return Answer.of(GetBucketRequestPaymentOutput.builder()
                .payer(call.settings().requesterPays() ? REQUESTER : BUCKET_OWNER)
                .build());
    }

    private Answer<PutBucketTaggingOutput> putTags(Call call, PutBucketTaggingRequest input) {
        Map<String, String> tags =
                BucketTags.parse(Objects.requireNonNull(input.tagging()).tagSet(), false);
        changeTags(call, tags);
        return Answer.of(PutBucketTaggingOutput.builder().build());
    }

    private Answer<GetBucketTaggingOutput> tags(Call call, GetBucketTaggingRequest input) {
        Map<String, String> tags = call.settings().tags();
        if (tags.isEmpty()) {
            throw notSet(ErrorCode.NO_SUCH_TAG_SET, call);
        }
        return Answer.of(
                GetBucketTaggingOutput.builder().tagSet(BucketTags.list(tags)).build());
    }

    private Answer<DeleteBucketTaggingOutput> deleteTags(Call call, DeleteBucketTaggingRequest input) {
        changeTags(call, Map.of());
        return Answer.of(DeleteBucketTaggingOutput.builder().build());
    }

    /** Tags that count in decisions are not for those to change who may only set them for bookkeeping. */
    private void changeTags(Call call, Map<String, String> tags) {
        change(call, settings -> {
            if (settings.abac()) {
                throw S3Exception.of(
                        ErrorCode.ACCESS_DENIED,
                        "Access Denied: attribute-based access control is enabled for this bucket, so that its tags"
                                + " are changed by TagResource and UntagResource only");
            }
            return settings.withTags(tags);
        });
    }

    private Answer<PutBucketAbacOutput> putAbac(Call call, PutBucketAbacRequest input) {
        boolean enabled = either(Objects.requireNonNull(input.abacStatus()).status(), ENABLED, DISABLED);
        change(call, settings -> settings.withAbac(enabled));
        return Answer.of(PutBucketAbacOutput.builder().build());
    }

    private Answer<GetBucketAbacOutput> abac(Call call, GetBucketAbacRequest input) {
        return Answer.of(GetBucketAbacOutput.builder()
                .abacStatus(AbacStatus.builder()
                        .status(call.settings().abac() ? ENABLED : DISABLED)
                        .build())
                .build());
    }

    /** True for the first word, false for the second. */
    private static boolean either(@Nullable String sent, String first, String second) {
        if (first.equals(sent)) {
            return true;
        }
        if (second.equals(sent)) {
            return false;
        }
        throw S3Exception.of(ErrorCode.MALFORMED_XML);
    }
}
