package io.tarn.core.bucket;

import io.tarn.core.setting.BucketSettings;
import org.jspecify.annotations.Nullable;

/**
 * A bucket to create.
 *
 * @param name its name, not yet checked
 * @param owner account id
 * @param locationConstraint as sent, or null
 * @param settings what it begins with; if there are tags among them, an existing bucket is never taken for this one
 * @param requestId id of the request
 */
public record NewBucket(
        String name, String owner, @Nullable String locationConstraint, BucketSettings settings, String requestId) {}
