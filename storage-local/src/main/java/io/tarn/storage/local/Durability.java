package io.tarn.storage.local;

/** What an acknowledgement promises. */
public enum Durability {
    /** Everything acknowledged survives the loss of power. */
    FULL,
    /** Everything acknowledged survives the end of the process, but not the loss of power: for tests. */
    RELAXED
}
