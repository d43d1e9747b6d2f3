package io.tarn.core.acl;

/** What a grant gives, in the words of S3. */
public enum AclPermission {
    /** All the others. */
    FULL_CONTROL,
    /** To put objects into a bucket; nothing on an object. */
    WRITE,
    /** To change the list itself. */
    WRITE_ACP,
    /** To list a bucket, to read an object. */
    READ,
    /** To read the list itself. */
    READ_ACP;

    /** True if whoever has this permission has that one too. */
    boolean covers(AclPermission wanted) {
        return this == FULL_CONTROL || this == wanted;
    }
}
