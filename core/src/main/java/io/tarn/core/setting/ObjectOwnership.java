package io.tarn.core.setting;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Who owns what is put into a bucket, and whether access control lists count there. */
public enum ObjectOwnership {
    /** The bucket's owner owns everything; lists do not count. */
    BUCKET_OWNER_ENFORCED("BucketOwnerEnforced"),
    /** The bucket's owner owns what is put with {@code bucket-owner-full-control}, else who put it. */
    BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
    /** Who puts an object owns it. */
    OBJECT_WRITER("ObjectWriter");

    private final String wireName;

    ObjectOwnership(String wireName) {
        this.wireName = wireName;
    }

    /** S3's word for it. */
    public String wireName() {
        return wireName;
    }

    /** The rule that S3 calls so, or null if none is. */
    public static @Nullable ObjectOwnership of(String wireName) {
        return Arrays.stream(values())
                .filter(rule -> rule.wireName.equals(wireName))
                .findFirst()
                .orElse(null);
    }

    /** Whether access control lists count. */
    public boolean listsCount() {
        return this != BUCKET_OWNER_ENFORCED;
    }
}
