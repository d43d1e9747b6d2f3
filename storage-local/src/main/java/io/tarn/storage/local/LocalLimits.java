package io.tarn.storage.local;

import io.tarn.storage.Limits;

/** The bounds of this engine that are no options. */
final class LocalLimits {
    /** Most extents of one body: their number has two bytes in a record. */
    static final int EXTENTS_MAX = 65_535;

    /** Extents that a body of unknown length may fill before they have their full length. */
    static final int EXTENTS_GROWING_MAX = 64;

    /** Most bytes of one record: a batch, its names, and where its large bodies lie. */
    static final long RECORD_BYTES_MAX = 2 * Limits.BATCH_BYTES_MAX;

    private LocalLimits() {}
}
