package io.tarn.storage;

/** What became of a batch. */
public sealed interface CommitResult {
    /**
     * Everything in the batch is on stable storage and visible.
     *
     * @param revision the revision of every row that the batch put or moved
     */
    record Committed(long revision) implements CommitResult {}

    /**
     * A condition did not hold, or a row to move or whose body to keep does not exist; nothing changed. Staged bodies
     * of the batch may be used again.
     *
     * @param row the first row that did not hold
     */
    record Conflict(RowName row) implements CommitResult {}

    /** The space is fenced, dropped or was never created; nothing changed. */
    record Fenced() implements CommitResult {}

    /** The engine's queue is full; nothing changed. Staged bodies may be used again. */
    record Busy() implements CommitResult {}

    /**
     * Nobody knows whether the batch happened: read again. Never send the same batch again.
     *
     * @param reason for the log
     */
    record Unknown(String reason) implements CommitResult {}
}
