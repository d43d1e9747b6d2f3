package io.tarn.storage.local;

/** Mistakes that the engine makes when told to, so that those who look for such mistakes can be seen to find them. */
public enum Sabotage {
    /** The log is written but not synced. */
    SKIP_FDATASYNC,
    /** New names are not synced in their directory. */
    SKIP_DIRECTORY_SYNC,
    /** Commits are acknowledged before the log is synced. */
    ACK_BEFORE_SYNC,
    /** Recovery takes any whole record that follows, of whatever epoch. */
    IGNORE_EPOCH,
    /** Deletes are not written to the log. */
    DROP_DELETE_RECORD
}
