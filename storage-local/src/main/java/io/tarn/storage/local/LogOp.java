package io.tarn.storage.local;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowKey;
import io.tarn.storage.Tally;
import org.jspecify.annotations.Nullable;

/** One outcome in a record of the log. */
sealed interface LogOp {
    /** A row is now this. */
    record PutRow(
            RowKey key,
            long revision,
            Tally tally,
            @Nullable BodyRef body,
            Bytes value) implements LogOp {}

    /** A row is gone since {@code revision}. */
    record DropRow(RowKey key, long revision) implements LogOp {}

    /** A space is in this state since {@code revision}. */
    record SetSpace(long space, long revision, SpaceState state) implements LogOp {}
}
