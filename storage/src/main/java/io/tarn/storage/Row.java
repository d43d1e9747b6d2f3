package io.tarn.storage;

/**
 * A row as it was read.
 *
 * @param key its name
 * @param value what the caller stored, at most {@link Limits#VALUE_BYTES_MAX} bytes
 * @param revision given by the engine at the commit that last put or moved it; grows per anchor, also across delete
 *     and recreate
 * @param bodyLength length of its body in bytes, or {@link #NO_BODY}
 * @param tally what the row counts for
 */
public record Row(RowKey key, Bytes value, long revision, long bodyLength, Tally tally) {
    /** The body length of a row that owns no body (a body of zero bytes has length 0). */
    public static final long NO_BODY = -1;

    /** True if the row owns a body, which may be empty. */
    public boolean hasBody() {
        return bodyLength != NO_BODY;
    }
}
