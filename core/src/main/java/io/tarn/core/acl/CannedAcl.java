package io.tarn.core.acl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists that S3 has names for (Amazon S3 User Guide, "Canned ACL"). */
public enum CannedAcl {
    /** The owner alone. */
    PRIVATE("private"),
    /** Everybody reads. */
    PUBLIC_READ("public-read"),
    /** Everybody reads and writes. */
    PUBLIC_READ_WRITE("public-read-write"),
    /** Everybody who signs reads. */
    AUTHENTICATED_READ("authenticated-read"),
    /** The account that starts machines from images reads. */
    AWS_EXEC_READ("aws-exec-read"),
    /** The bucket's owner reads an object; of a bucket the same as {@code private}. */
    BUCKET_OWNER_READ("bucket-owner-read"),
    /** The bucket's owner controls an object too; of a bucket the same as {@code private}. */
    BUCKET_OWNER_FULL_CONTROL("bucket-owner-full-control"),
    /** Access logs may be written into the bucket. */
    LOG_DELIVERY_WRITE("log-delivery-write");

    /** The canonical id that Amazon publishes for {@code aws-exec-read}. */
    private static final String EXEC = "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";

    private final String wireName;

    CannedAcl(String wireName) {
        this.wireName = wireName;
    }

    /** The list that S3 calls so, or null if none is. */
    public static @Nullable CannedAcl of(String wireName) {
        return Arrays.stream(values())
                .filter(canned -> canned.wireName.equals(wireName))
                .findFirst()
                .orElse(null);
    }

    /**
     * The list that it stands for.
     *
     * @param bucketOwner the canonical id of the owner of the object's bucket, or null if the list is a bucket's or both
     *     have one owner
     */
    public AccessControlList list(@Nullable String bucketOwner) {
        List<AclGrant> grants = new ArrayList<>(AccessControlList.PRIVATE.grants());
        switch (this) {
            case PRIVATE -> {
                // nobody else
            }
            case PUBLIC_READ -> grants.add(new AclGrant(Grantee.Group.ALL_USERS, AclPermission.READ));
            case PUBLIC_READ_WRITE -> {
                grants.add(new AclGrant(Grantee.Group.ALL_USERS, AclPermission.READ));
                grants.add(new AclGrant(Grantee.Group.ALL_USERS, AclPermission.WRITE));
            }
            case AUTHENTICATED_READ -> grants.add(new AclGrant(Grantee.Group.AUTHENTICATED_USERS, AclPermission.READ));
            case AWS_EXEC_READ -> grants.add(new AclGrant(new Grantee.CanonicalUser(EXEC), AclPermission.READ));
            case BUCKET_OWNER_READ -> toBucketOwner(grants, bucketOwner, AclPermission.READ);
            case BUCKET_OWNER_FULL_CONTROL -> toBucketOwner(grants, bucketOwner, AclPermission.FULL_CONTROL);
            case LOG_DELIVERY_WRITE -> {
                grants.add(new AclGrant(Grantee.Group.LOG_DELIVERY, AclPermission.WRITE));
                grants.add(new AclGrant(Grantee.Group.LOG_DELIVERY, AclPermission.READ_ACP));
            }
        }
        return new AccessControlList(grants);
    }

    private static void toBucketOwner(List<AclGrant> grants, @Nullable String bucketOwner, AclPermission permission) {
        if (bucketOwner != null) {
            grants.add(new AclGrant(new Grantee.CanonicalUser(bucketOwner), permission));
        }
    }
}
