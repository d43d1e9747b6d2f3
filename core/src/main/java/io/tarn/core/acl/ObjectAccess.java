package io.tarn.core.acl;

import org.jspecify.annotations.Nullable;

/**
 * Whose an object is, and its list. Both count only while the bucket's ownership lets lists count.
 *
 * @param owner account id, {@link #ANONYMOUS} for an object that nobody known put, or null for the bucket's owner
 * @param acl the object's list
 */
public record ObjectAccess(@Nullable String owner, AccessControlList acl) {
    /** Stands for the account of those who have none. */
    public static final String ANONYMOUS = "anonymous";

    /** An object that is the bucket's owner's alone. */
    public static final ObjectAccess OF_BUCKET = new ObjectAccess(null, AccessControlList.PRIVATE);

    /** The account that owns the object. */
    public String ownerIn(String bucketOwner) {
        return owner == null ? bucketOwner : owner;
    }

    /** The same with another list. */
    public ObjectAccess withAcl(AccessControlList other) {
        return new ObjectAccess(owner, other);
    }
}
