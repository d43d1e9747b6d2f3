package io.tarn.storage.memory;

/** A way for one call of a {@link FaultyStore} to go wrong. */
public enum Fault {
    /** The commit answers {@code Conflict} for the first row that it names; nothing changed. */
    CONFLICT(true),
    /** The commit answers {@code Busy}; nothing changed. */
    BUSY(true),
    /** The commit answers {@code Fenced}; nothing changed. */
    FENCED(true),
    /** The commit happens and answers {@code Unknown}. */
    UNKNOWN_DONE(true),
    /** The commit does not happen and answers {@code Unknown}. */
    UNKNOWN_NOT_DONE(true),
    /** The call throws {@code Unavailable}; nothing changed. */
    UNAVAILABLE(false),
    /** The call throws {@code OutOfSpace}; nothing changed. */
    OUT_OF_SPACE(false),
    /** The call throws {@code StorageException.Busy}; nothing changed. */
    TOO_BUSY(false),
    /** The call throws {@code Corrupt}. */
    CORRUPT(false);

    private final boolean commitOnly;

    Fault(boolean commitOnly) {
        this.commitOnly = commitOnly;
    }

    boolean fits(FaultyStore.Call call) {
        return !commitOnly || call == FaultyStore.Call.COMMIT;
    }
}
