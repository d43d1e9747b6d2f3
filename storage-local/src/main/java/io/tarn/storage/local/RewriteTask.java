package io.tarn.storage.local;

import io.tarn.storage.RowKey;
import io.tarn.storage.StorageException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is still needed of a segment into the newest one. What changed since the compaction looked is left out:
 * the next look finds it.
 */
final class RewriteTask implements Task {
    final CompletableFuture<Void> result = new CompletableFuture<>();

    private final long epoch;
    private final List<Need> needs;
    private final long bytes;

    /** Something in the segment that was needed when it was looked at. */
    sealed interface Need {
        /**
         * A row whose record or body is in the segment.
         *
         * @param frames the blocks of its body if that is in the segment
         * @param position where they lie in it
         */
        record NeededRow(RowKey key, @Nullable ByteBuffer frames, long position) implements Need {}

        /** A delete or the state of a space, as it stands in the segment. */
        record NeededOp(LogOp op, long sequence) implements Need {}
    }

    RewriteTask(long epoch, List<Need> needs, long bytes) {
        this.epoch = epoch;
        this.needs = List.copyOf(needs);
        this.bytes = bytes;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public RecordHeader.Kind kind() {
        return RecordHeader.Kind.REWRITE;
    }

    @Override
    public @Nullable List<LogOp> plan(View view, long sequence) {
        List<LogOp> ops = new ArrayList<>();
        Set<RowKey> seen = new HashSet<>();
        for (Need need : needs) {
            @Nullable
            LogOp op = switch (need) {
                case Need.NeededRow row -> seen.add(row.key()) ? row(row, view) : null;
                case Need.NeededOp other -> current(other, view) ? other.op() : null;
            };
            if (op != null) {
                ops.add(op);
            }
        }
        return ops.isEmpty() ? null : ops;
    }

    private @Nullable LogOp row(Need.NeededRow need, View view) {
        RowState state = view.row(need.key());
        if (state == null) {
            return null;
        }
        BodyRef body = state.body();
        if (body instanceof BodyRef.InLog small && small.epoch() == epoch) {
            if (need.frames() == null || small.position() != need.position()) {
                return null;
            }
            body = new BodyRef.Inline(small.id(), small.length(), need.frames(), true);
        } else if (state.epoch() != epoch) {
            return null;
        }
        return new LogOp.PutRow(need.key(), state.revision(), state.tally(), body, state.value());
    }

    private static boolean current(Need.NeededOp need, View view) {
        if (need.op() instanceof LogOp.SetSpace space) {
            SpaceTable.Entry entry = view.spaces.working(space.space());
            return entry == null
                    ? space.state().kind() == SpaceState.Kind.DROPPED
                    : entry.sequence() == need.sequence();
        }
        return true;
    }

    @Override
    public void done() {
        result.complete(null);
    }

    @Override
    public void refused(RuntimeException cause) {
        result.completeExceptionally(cause);
    }

    @Override
    public void unknown(String reason) {
        result.completeExceptionally(new StorageException.Unavailable(reason));
    }
}
