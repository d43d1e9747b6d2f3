package io.tarn.storage;

/** The bounds of the storage contract, the same for every engine. */
public final class Limits {
    /** Longest anchor, in bytes. */
    public static final int ANCHOR_BYTES_MAX = 1_100;

    /** Longest suffix, in bytes. */
    public static final int SUFFIX_BYTES_MAX = 128;

    /** Longest value of a row, in bytes. */
    public static final int VALUE_BYTES_MAX = 64 * 1024;

    /** Most changes in one batch. */
    public static final int BATCH_ROWS_MAX = 1_000;

    /** Most bytes of one batch: its values, and its bodies of at most {@link #SMALL_BODY_BYTES_MAX}. */
    public static final long BATCH_BYTES_MAX = 32L * 1024 * 1024;

    /** Longest body that counts towards a batch, in bytes: an engine may carry it there. */
    public static final int SMALL_BODY_BYTES_MAX = 128 * 1024;

    /** Most counters in one row's tally. */
    public static final int TALLY_COUNTERS_MAX = 8;

    /** Longest name of a fence's owner, in bytes. */
    public static final int FENCE_OWNER_BYTES_MAX = 64;

    private Limits() {}
}
