package io.tarn.storage.local;

/**
 * An operation as it lies in a record.
 *
 * @param bytes that it takes there, without its inline body
 * @param bodyOffset of its inline body from the start of the payload, or -1
 */
record PlacedOp(LogOp op, int bytes, int bodyOffset) {}
