package io.tarn.api.s3;

/** What a body is. */
public enum BodyKind {
    /** No body. */
    NONE,
    /** An XML document, read whole. */
    XML,
    /** A text that is a member of the record, read whole; a bucket policy. */
    TEXT,
    /** Bytes that are a member of the record, read whole. */
    BYTES,
    /** The bytes of an object; not in the record. */
    STREAM,
    /** A stream of events; not in the record. */
    EVENT_STREAM,
    /** A browser's {@code multipart/form-data}. */
    FORM
}
