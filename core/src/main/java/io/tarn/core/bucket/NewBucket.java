package io.tarn.core.bucket;

import org.jspecify.annotations.Nullable;

/**
 * A bucket to create.
 *
 * @param name its name, not yet checked
 * @param owner account id
 * @param locationConstraint as sent, or null
 * @param tagged true if tags were sent with it: then an existing bucket is never taken for this one
 * @param requestId id of the request
 */
public record NewBucket(
        String name, String owner, @Nullable String locationConstraint, boolean tagged, String requestId) {}
