package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.s3.CopySource;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.access.Caller;
import io.tarn.core.access.ObjectRules;
import io.tarn.core.access.Resource;
import io.tarn.core.acl.AccessControlList;
import io.tarn.core.bucket.Bucket;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.setting.BucketSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the authorizer for every action that the operation table names for a request. */
final class Permissions {
    private static final String COPY_SOURCE = "x-amz-copy-source";
    private static final String RENAME_SOURCE = "x-amz-rename-source";
    private static final int ACCOUNT_ID_DIGITS = 12;

    private final Resources resources;

    Permissions(Resources resources) {
        this.resources = resources;
    }

    /**
     * The bucket that the request names, after everything that its operation does to it was allowed; null if the
     * operation needs no existing bucket.
     *
     * @throws S3Exception {@code NoSuchBucket} for everybody, {@code AccessDenied}
     */
    @Nullable
    Bucket check(Admission admission, Inquiry inquiry) {
        Headers headers = admission.headers();
        RequestKeys.Target target = RequestKeys.Target.of(admission);
        String expectedOwner = expectedOwner(headers, "x-amz-expected-bucket-owner");
        S3Operation operation = admission.operation();
        String name = admission.address().bucket();
        if (name == null) {
            inquiry.require(operation.actions(), new Resource.Service(), target);
            return null;
        }
        if (operation == S3Operation.CREATE_BUCKET) {
            Resource created = Resource.Bucket.of(name, accountId(admission), BucketSettings.DEFAULT);
            inquiry.require(operation.actions(), created, target);
            requireHeaders(admission, inquiry, created, target);
            return null;
        }
        Bucket bucket = resources.buckets().open(name);
        Resource resource = resource(admission, bucket);
        if (!operation.bodyFirst()) {
            inquiry.require(actions(admission), resource, target);
        }
        requireHeaders(admission, inquiry, resource, target);
        checkOwner(expectedOwner, bucket.record());
        return bucket;
    }

    /** A list that is sent with an object is given to what the request makes, which will be the sender's. */
    private static Resource toBe(Admission admission, String action, Resource resource) {
        if (!action.equals("s3:PutObjectAcl") || !(resource instanceof Resource.Object object)) {
            return resource;
        }
        ObjectRules rules = new ObjectRules(accountId(admission), AccessControlList.PRIVATE);
        return new Resource.Object(object.bucket(), object.key(), () -> rules);
    }

    private static void requireHeaders(
            Admission admission, Inquiry inquiry, Resource resource, RequestKeys.Target target) {
        for (Map.Entry<String, String> header :
                admission.operation().headerActions().entrySet()) {
            if (asks(admission.headers(), header.getKey())) {
                String action = header.getValue();
                inquiry.require(List.of(action), toBe(admission, action, resource), target);
            }
        }
    }

    /**
     * What a copy reads, after reading it was allowed; null if the operation copies nothing.
     *
     * @throws S3Exception {@code NoSuchBucket}, {@code AccessDenied}, {@code InvalidArgument}
     */
    Call.@Nullable Source checkSource(Admission admission, Inquiry inquiry) {
        S3Operation operation = admission.operation();
        if (operation.sourceActions().isEmpty()) {
            return null;
        }
        Headers headers = admission.headers();
        String sent = headers.first(operation == S3Operation.RENAME_OBJECT ? RENAME_SOURCE : COPY_SOURCE);
        CopySource source = CopySource.parse(sent == null ? "" : sent);
        String expectedOwner = expectedOwner(headers, "x-amz-source-expected-bucket-owner");
        Bucket bucket = resources.buckets().open(source.bucket());
        List<String> actions =
                source.versionId() == null ? operation.sourceActions() : operation.sourceVersionActions();
        inquiry.require(
                actions,
                resources.of(bucket, source.key(), source.versionId()),
                RequestKeys.Target.version(source.versionId()));
        checkOwner(expectedOwner, bucket.record());
        return new Call.Source(source, bucket);
    }

    /** {@code If-Match: *} asks whether there is an object, not what is in it, and needs no more than the operation. */
    private static boolean asks(Headers headers, String name) {
        String value = headers.first(name);
        return value != null && !(name.equals("if-match") && value.equals("*"));
    }

    private static List<String> actions(Admission admission) {
        return admission.namesVersion()
                ? admission.operation().versionActions()
                : admission.operation().actions();
    }

    private Resource resource(Admission admission, Bucket bucket) {
        String key = admission.address().key();
        return switch (admission.operation().resource()) {
            case NONE -> new Resource.Service();
            case BUCKET -> resources.of(bucket);
            case OBJECT ->
                key == null
                        ? resources.of(bucket)
                        : resources.of(bucket, key, admission.query().first("versionId"));
        };
    }

    private static String accountId(Admission admission) {
        return switch (admission.authentication().caller()) {
            case Caller.Identity identity -> identity.account().id();
            case Caller.Anonymous anonymous -> "";
        };
    }

    private static @Nullable String expectedOwner(Headers headers, String header) {
        String expected = headers.first(header);
        if (expected == null) {
            return null;
        }
        boolean digits = expected.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || expected.length() != ACCOUNT_ID_DIGITS) {
            throw S3Exception.of(ErrorCode.INVALID_BUCKET_OWNER_AWS_ACCOUNT_ID);
        }
        return expected;
    }

    private static void checkOwner(@Nullable String expected, BucketRecord bucket) {
        if (expected != null && !expected.equals(bucket.owner())) {
            throw S3Exception.of(ErrorCode.ACCESS_DENIED);
        }
    }
}
