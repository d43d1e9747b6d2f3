package io.tarn.storage.local;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the committer does in its turn. All methods but {@link #bytes} are called by the committer's thread. */
interface Task {
    /** Bytes that it holds while it waits. */
    long bytes();

    /** What its record is. */
    default RecordHeader.Kind kind() {
        return RecordHeader.Kind.BATCH;
    }

    /**
     * Decides what to write, given everything ahead. It gets the number {@code sequence} if anything is written.
     *
     * @return outcomes in order, perhaps none; null if no record is to be written
     */
    @Nullable
    List<LogOp> plan(View view, long sequence);

    /** Changes the index beyond what the record says; for work that needs no record. */
    default void fold(Fold fold) {}

    /** What was planned is durable and visible. */
    void done();

    /** Nothing happened. */
    void refused(RuntimeException cause);

    /** Nobody knows what happened. */
    void unknown(String reason);
}
