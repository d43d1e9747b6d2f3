package io.tarn.core.access;

import io.tarn.core.acl.AccessControlList;
import org.jspecify.annotations.Nullable;

/**
 * What decides about one object where lists count.
 *
 * @param ownerAccountId the account that owns it, not always the bucket's
 * @param acl its list
 */
public record ObjectRules(String ownerAccountId, AccessControlList acl) {
    /** Finds the rules of an object. Asked only where they can matter. */
    @FunctionalInterface
    public interface Source {
        /** The rules of the object as it is now, or null if there is none. */
        @Nullable
        ObjectRules find();
    }
}
