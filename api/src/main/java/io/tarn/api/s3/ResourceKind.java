package io.tarn.api.s3;

/** What an IAM action applies to. */
public enum ResourceKind {
    /** Everything: {@code *}. */
    NONE,
    /** The bucket of the request. */
    BUCKET,
    /** The object of the request. */
    OBJECT
}
