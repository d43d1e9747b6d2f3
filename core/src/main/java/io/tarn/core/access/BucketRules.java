package io.tarn.core.access;

import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.PublicAccessBlock;

/** What decides about a bucket besides its owner. What takes a look into the store is looked up when it is asked for. */
public interface BucketRules {
    /** Its settings as they are at this request. */
    BucketSettings settings();

    /** What keeps the public out of it, by its own setting or by its account's. */
    PublicAccessBlock publicAccessBlock();

    /** The rules of a bucket whose account blocks nothing of its own. */
    static BucketRules of(BucketSettings settings) {
        return new Fixed(settings, settings.publicAccessBlock());
    }

    /**
     * Rules that are known.
     *
     * @param settings the bucket's settings
     * @param publicAccessBlock the bucket's and its account's together
     */
    record Fixed(BucketSettings settings, PublicAccessBlock publicAccessBlock) implements BucketRules {}
}
