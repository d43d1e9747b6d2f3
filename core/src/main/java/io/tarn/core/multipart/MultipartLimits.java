package io.tarn.core.multipart;

import io.tarn.core.layout.Manifest;
import io.tarn.core.object.ObjectLimits;

/** The bounds of multipart uploads. */
public final class MultipartLimits {
    /** Least bytes of a part that is not the last. */
    public static final long PART_BYTES_MIN = 5L * 1024 * 1024;

    /** Most bytes of a part. */
    public static final long PART_BYTES_MAX = ObjectLimits.PIECE_BYTES_MAX;

    /** Highest number of a part, and most parts of an upload. */
    public static final int PARTS_MAX = Manifest.PARTS_MAX;

    /** Most bytes of an object: as many as the most and largest parts hold, 48.8 TiB. */
    public static final long OBJECT_BYTES_MAX = PARTS_MAX * PART_BYTES_MAX;

    /**
     * Most attempts at one part that an open upload keeps, but for those that arrive at the same time: one more takes the
     * superseded ones away.
     */
    public static final int ATTEMPTS_MAX = 16;

    /** How often a completion looks again after somebody else changed the key. */
    static final int COMPLETION_TRIES_MAX = 50;

    private MultipartLimits() {}
}
