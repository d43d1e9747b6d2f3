package io.tarn.core.gate;

import io.tarn.core.access.ObjectRules;
import io.tarn.core.layout.BucketRecord;
import org.jspecify.annotations.Nullable;

/** Finds what decides about an object where access control lists count. */
@FunctionalInterface
public interface ObjectFacts {
    /**
     * The owner and the list of an object as it is now, or null if there is none.
     *
     * @param versionId the version meant, or null for the current one
     */
    @Nullable
    ObjectRules find(BucketRecord bucket, String key, @Nullable String versionId);
}
