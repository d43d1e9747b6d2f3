package io.tarn.api.s3;

/** What the address of a request names. */
public enum PathKind {
    /** Neither bucket nor key. */
    SERVICE,
    /** A bucket. */
    BUCKET,
    /** A key in a bucket. */
    OBJECT
}
