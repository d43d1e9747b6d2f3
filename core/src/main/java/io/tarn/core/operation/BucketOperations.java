package io.tarn.core.operation;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.Bucket;
import io.tarn.api.s3.CreateBucketConfiguration;
import io.tarn.api.s3.CreateBucketOutput;
import io.tarn.api.s3.CreateBucketRequest;
import io.tarn.api.s3.DeleteBucketOutput;
import io.tarn.api.s3.DeleteBucketRequest;
import io.tarn.api.s3.GetBucketLocationOutput;
import io.tarn.api.s3.GetBucketLocationRequest;
import io.tarn.api.s3.HeadBucketOutput;
import io.tarn.api.s3.HeadBucketRequest;
import io.tarn.api.s3.ListBucketsOutput;
import io.tarn.api.s3.ListBucketsRequest;
import io.tarn.core.acl.AccessControlList;
import io.tarn.core.bucket.BucketPage;
import io.tarn.core.bucket.BucketQuery;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.bucket.NewBucket;
import io.tarn.core.gate.Answer;
import io.tarn.core.gate.Call;
import io.tarn.core.gate.Unsupported;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.ObjectOwnership;
import io.tarn.core.setting.PublicAccessBlock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creating, naming, listing and deleting buckets. */
final class BucketOperations {
    private static final String ARN_PREFIX = "arn:aws:s3:::";

    private final Buckets buckets;
    private final Owners owners;
    private final AclForms forms;

    BucketOperations(Buckets buckets, Owners owners, AclForms forms) {
        this.buckets = buckets;
        this.owners = owners;
        this.forms = forms;
    }

    Answer<CreateBucketOutput> create(Call call, CreateBucketRequest input) {
        CreateBucketConfiguration configuration = input.createBucketConfiguration();
        String constraint = configuration == null ? null : configuration.locationConstraint();
        if (configuration != null) {
            refusePending(configuration);
        }
        String name = Objects.requireNonNull(input.bucket());
        BucketSettings settings =
                acl(call, input).withTags(BucketTags.parse(configuration == null ? null : configuration.tags(), true));
        S3Exception refused = settings.tags().isEmpty() ? null : call.refusalOnNewBucket("s3:TagResource", name);
        if (refused != null) {
            throw refused;
        }
        buckets.create(new NewBucket(name, call.account().id(), constraint, settings, call.requestId()));
        return Answer.of(CreateBucketOutput.builder()
                .location(constraint == null ? "/" + name : "http://" + name + ".s3.amazonaws.com/")
                .bucketArn(ARN_PREFIX + name)
                .build());
    }

    private BucketSettings acl(Call call, CreateBucketRequest input) {
        BucketSettings settings = ownership(buckets.initial(), input.objectOwnership());
        AccessControlList list = forms.ofHeaders(
                AclAsked.of(input), new AclForms.Subject(call.account().canonicalId(), null));
        if (list == null || list.equals(AccessControlList.PRIVATE)) {
            return settings;
        }
        if (!settings.ownership().listsCount()) {
            throw S3Exception.of(ErrorCode.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
        }
        PublicAccessBlock account = buckets.accountBlock(call.account().id());
        if (list.open() && settings.publicAccessBlock().blockPublicAcls()) {
            throw S3Exception.of(ErrorCode.INVALID_BUCKET_ACL_WITH_BLOCK_PUBLIC_ACCESS_ERROR);
        }
        if (list.open() && account != null && account.blockPublicAcls()) {
            throw S3Exception.of(ErrorCode.ACCESS_DENIED);
        }
        return settings.withAcl(list);
    }

    private static BucketSettings ownership(BucketSettings initial, @Nullable String asked) {
        if (asked == null) {
            return initial;
        }
        ObjectOwnership rule = ObjectOwnership.of(asked);
        if (rule == null) {
            throw S3Exception.of(ErrorCode.INVALID_ARGUMENT, "Invalid x-amz-object-ownership header: " + asked)
                    .with("ArgumentName", "x-amz-object-ownership");
        }
        return initial.withOwnershipRule(rule);
    }

    /** Refuses what a body may ask for and nothing honours yet. */
    private static void refusePending(CreateBucketConfiguration configuration) {
        if (configuration.bucket() != null) {
            throw Unsupported.element("Bucket");
        }
        if (configuration.location() != null) {
            throw Unsupported.element("Location");
        }
    }

    Answer<HeadBucketOutput> head(Call call, HeadBucketRequest input) {
        BucketRecord bucket = call.bucket();
        return Answer.of(HeadBucketOutput.builder()
                        .bucketArn(ARN_PREFIX + bucket.name())
                        .bucketRegion(bucket.region())
                        .accessPointAlias(false)
                        .build())
                .header("content-type", "application/xml");
    }

    Answer<GetBucketLocationOutput> location(Call call, GetBucketLocationRequest input) {
        String constraint = call.bucket().locationConstraint();
        return Answer.of(
                GetBucketLocationOutput.builder().locationConstraint(constraint).build());
    }

    Answer<DeleteBucketOutput> delete(Call call, DeleteBucketRequest input) {
        buckets.delete(call.bucket().name(), call.requestId());
        return Answer.of(DeleteBucketOutput.builder().build());
    }

    Answer<ListBucketsOutput> list(Call call, ListBucketsRequest input) {
        String account = call.account().id();
        BucketPage page = buckets.list(new BucketQuery(
                account,
                Objects.requireNonNullElse(input.prefix(), ""),
                input.bucketRegion(),
                input.continuationToken(),
                Objects.requireNonNullElse(input.maxBuckets(), BucketQuery.BUCKETS_MAX)));
        boolean withRegion = asked(input.prefix(), input.bucketRegion(), input.continuationToken(), input.maxBuckets());
        return Answer.of(ListBucketsOutput.builder()
                .owner(owners.of(account))
                .buckets(page.buckets().stream()
                        .map(bucket -> entry(bucket, withRegion))
                        .toList())
                .prefix(input.prefix())
                .continuationToken(page.continuation())
                .build());
    }

    private static boolean asked(@Nullable Object... parameters) {
        for (Object parameter : parameters) {
            if (parameter != null) {
                return true;
            }
        }
        return false;
    }

    private static Bucket entry(BucketRecord bucket, boolean withRegion) {
        return Bucket.builder()
                .name(bucket.name())
                .creationDate(Moments.shown(bucket.created()))
                .bucketArn(ARN_PREFIX + bucket.name())
                .bucketRegion(withRegion ? bucket.region() : null)
                .build();
    }
}
