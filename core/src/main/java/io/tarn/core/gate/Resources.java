package io.tarn.core.gate;

import io.tarn.core.access.BucketRules;
import io.tarn.core.access.ObjectRules;
import io.tarn.core.access.Resource;
import io.tarn.core.acl.ObjectAccess;
import io.tarn.core.bucket.Bucket;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.PublicAccessBlock;
import org.jspecify.annotations.Nullable;

/** What requests are for, as the authorizer sees it. */
public final class Resources {
    private final Buckets buckets;
    private final ObjectFacts objects;

    /** Over the buckets and objects of one store. */
    public Resources(Buckets buckets, ObjectFacts objects) {
        this.buckets = buckets;
        this.objects = objects;
    }

    Buckets buckets() {
        return buckets;
    }

    /** A bucket. */
    Resource.Bucket of(Bucket bucket) {
        return new Resource.Bucket(bucket.record().name(), bucket.record().owner(), new Rules(buckets, bucket), null);
    }

    /** A key of a bucket. */
    Resource.Object of(Bucket bucket, String key, @Nullable String versionId) {
        return new Resource.Object(of(bucket), key, () -> objects.find(bucket.record(), key, versionId));
    }

    /** A key of a bucket with the object that was found there. */
    Resource.Object of(Bucket bucket, String key, ObjectAccess found) {
        ObjectRules rules = new ObjectRules(found.ownerIn(bucket.record().owner()), found.acl());
        return new Resource.Object(of(bucket), key, () -> rules);
    }

    /** The account's block is a row of its own, which most decisions never ask for. */
    private record Rules(Buckets buckets, Bucket bucket) implements BucketRules {
        @Override
        public BucketSettings settings() {
            return bucket.settings();
        }

        @Override
        public PublicAccessBlock publicAccessBlock() {
            return buckets.effectiveBlock(bucket);
        }
    }
}
