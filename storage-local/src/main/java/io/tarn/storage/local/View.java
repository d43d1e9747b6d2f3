package io.tarn.storage.local;

import io.tarn.storage.RowKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything acknowledged or ahead: the index, and over it what the group in hand has changed already. Only for the
 * committer's thread.
 */
final class View {
    final Tallies tallies = new Tallies();
    final LiveBytes live = new LiveBytes();
    final SpaceTable spaces = new SpaceTable();
    final Moments moments = new Moments();

    private final Index index;
    private final Map<RowKey, Optional<RowState>> ahead = new HashMap<>();

    View(Index index) {
        this.index = index;
        tallies.load(index);
        live.load(index);
        spaces.load(index);
        moments.load(index);
    }

    /** The row, or null if there is none. */
    @Nullable
    RowState row(RowKey key) {
        Optional<RowState> known = ahead.get(key);
        if (known == null) {
            byte[] encoded = index.get(IndexKeys.row(key));
            known = encoded == null ? Optional.empty() : Optional.of(RowState.decode(encoded));
            ahead.put(key, known);
        }
        return known.orElse(null);
    }

    void set(RowKey key, @Nullable RowState state) {
        ahead.put(key, Optional.ofNullable(state));
    }

    /** Ends a group after the index has it. */
    void publish() {
        ahead.clear();
        tallies.publish();
        spaces.publish();
    }
}
