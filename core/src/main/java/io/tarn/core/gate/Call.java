package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.PercentEncoding;
import io.tarn.api.s3.CopySource;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.RequestBody;
import io.tarn.core.access.Caller;
import io.tarn.core.access.Resource;
import io.tarn.core.account.Account;
import io.tarn.core.acl.ObjectAccess;
import io.tarn.core.auth.Authentication;
import io.tarn.core.bucket.Bucket;
import io.tarn.core.layout.BucketRecord;
import io.tarn.core.setting.BucketSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request that the gate let through, as its operation sees it: typed, authenticated, allowed. For one thread. */
public final class Call {
    private final String requestId;
    private final S3Operation operation;
    private final Authentication authentication;
    private final Admission admission;
    private final Inquiry inquiry;
    private final Resources resources;
    private final @Nullable String key;
    private final String endpoint;
    private final @Nullable Bucket bucket;
    private final @Nullable Source source;
    private final RequestBody body;

    /**
     * What a copy reads, and may read.
     *
     * @param address bucket, key and version as the request names them
     * @param opened the bucket
     */
    public record Source(CopySource address, Bucket opened) {
        /** The bucket. */
        public BucketRecord bucket() {
            return opened.record();
        }
    }

    Call(
            Admission admission,
            Inquiry inquiry,
            Resources resources,
            @Nullable Bucket bucket,
            @Nullable Source source,
            RequestBody body) {
        this.requestId = admission.requestId();
        this.operation = admission.operation();
        this.authentication = admission.authentication();
        this.endpoint = admission.endpoint();
        this.admission = admission;
        this.inquiry = inquiry;
        this.resources = resources;
        this.key = admission.address().key();
        this.bucket = bucket;
        this.source = source;
        this.body = body;
    }

    /** The id that the answer and the log carry; what the request writes carries it too. */
    public String requestId() {
        return requestId;
    }

    /** What is asked for. */
    public S3Operation operation() {
        return operation;
    }

    /**
     * The account that asks.
     *
     * @throws S3Exception {@code AccessDenied} for an anonymous request
     */
    public Account account() {
        return switch (authentication.caller()) {
            case Caller.Identity identity -> identity.account();
            case Caller.Anonymous anonymous -> throw S3Exception.of(ErrorCode.ACCESS_DENIED);
        };
    }

    /** The bucket that the request names, which exists. */
    public BucketRecord bucket() {
        return open().record();
    }

    /** The settings of that bucket as they were when the request was decided. */
    public BucketSettings settings() {
        return open().settings();
    }

    /** The bucket that the request names, with its settings. */
    public Bucket opened() {
        return open();
    }

    private Bucket open() {
        if (bucket == null) {
            throw new IllegalStateException(operation + " names no bucket");
        }
        return bucket;
    }

    /** The key that the request names. */
    public String key() {
        if (key == null) {
            throw new IllegalStateException(operation + " names no key");
        }
        return key;
    }

    /** What a copy reads. */
    public Source source() {
        if (source == null) {
            throw new IllegalStateException(operation + " names no source");
        }
        return source;
    }

    /** The body as it travels, not read yet. */
    public RequestBody body() {
        return body;
    }

    /** What is known of the sender, and how the body is vouched for. */
    public Authentication authentication() {
        return authentication;
    }

    /**
     * The URL of a key of the request's bucket as the client addresses it, by host or by path; every byte of the key but
     * letters, digits and {@code -_.~} is encoded.
     */
    public String urlOf(String key) {
        return endpoint + "/" + PercentEncoding.encode(key);
    }

    /**
     * Why the caller may not do this, too, to a key of the request's bucket, or null if it may.
     *
     * @param versionId the version meant, or null for the current one
     */
    public @Nullable S3Exception refusalOnKey(String action, String of, @Nullable String versionId) {
        return inquiry.refusal(action, resources.of(open(), of, versionId), RequestKeys.Target.version(versionId));
    }

    /** Why the caller may not do this, too, to the request's bucket, or null if it may. */
    public @Nullable S3Exception refusalOnBucket(String action) {
        return inquiry.refusal(action, resources.of(open()), RequestKeys.Target.version(null));
    }

    /** Why the caller might not do this to the request's bucket if it had these settings, or null if it might. */
    public @Nullable S3Exception refusalUnder(BucketSettings settings, String action) {
        Resource.Bucket supposed = Resource.Bucket.of(bucket().name(), bucket().owner(), settings);
        return inquiry.refusal(action, supposed, RequestKeys.Target.version(null));
    }

    /** Why the caller may not do this, too, to a bucket of its own that is about to be, or null if it may. */
    public @Nullable S3Exception refusalOnNewBucket(String action, String name) {
        Resource.Bucket created = Resource.Bucket.of(name, account().id(), BucketSettings.DEFAULT);
        return inquiry.refusal(action, created, RequestKeys.Target.version(null));
    }

    /**
     * Makes sure that the object that was found is one the caller may do this to: where lists count, the one that was
     * looked at for the decision can have made room for another meanwhile.
     *
     * @throws S3Exception {@code AccessDenied}
     */
    public void confirm(ObjectAccess found) {
        boolean versioned = admission.namesVersion();
        List<String> actions = versioned ? operation.versionActions() : operation.actions();
        confirm(open(), key(), actions, admission.query().first("versionId"), found);
    }

    /** The same for what a copy reads. */
    public void confirmSource(ObjectAccess found) {
        CopySource address = source().address();
        List<String> actions =
                address.versionId() == null ? operation.sourceActions() : operation.sourceVersionActions();
        confirm(source().opened(), address.key(), actions, address.versionId(), found);
    }

    private void confirm(Bucket in, String of, List<String> actions, @Nullable String versionId, ObjectAccess found) {
        if (in.settings().ownership().listsCount()) {
            inquiry.require(actions, resources.of(in, of, found), RequestKeys.Target.version(versionId));
        }
    }

    /**
     * The refusal of what the caller may do to the request's bucket, and the bucket's owner prevents.
     *
     * @param why for example {@code public policies are prevented by the BlockPublicPolicy setting in S3 Block Public
     *     Access}; only callers of the owner's account read it
     */
    public S3Exception prevented(String action, String why) {
        return inquiry.prevented(action, resources.of(open()), why);
    }

    /** Why the caller may not learn that a key does not exist, or null if it may: who may list the bucket where it lies. */
    public @Nullable S3Exception refusalToKnow(String missing) {
        return refusalToKnow(open(), missing);
    }

    /** The same for what a copy reads. */
    public @Nullable S3Exception refusalToKnowSource() {
        return refusalToKnow(source().opened(), source().address().key());
    }

    private @Nullable S3Exception refusalToKnow(Bucket of, String missing) {
        return inquiry.refusal("s3:ListBucket", resources.of(of), new RequestKeys.Target(null, null, missing));
    }
}
