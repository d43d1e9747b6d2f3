package io.tarn.core.body;

/** The bounds of request bodies. */
public final class BodyLimits {
    /** Most bytes of an object put in one request, or of a part: 5 GiB. */
    public static final long UPLOAD_BYTES_MAX = 5L * 1024 * 1024 * 1024;

    /** Least bytes of a chunk of aws-chunked that is not the last. */
    public static final long CHUNK_BYTES_MIN = 8_192;

    /** Longest line that begins a chunk, without its line break. */
    static final int CHUNK_LINE_BYTES_MAX = 256;

    /** Longest line of a trailer, without its line break. */
    static final int TRAILER_LINE_BYTES_MAX = 1_024;

    /** Most trailers, the signature among them. */
    static final int TRAILERS_MAX = 4;

    private BodyLimits() {}
}
