package io.tarn.storage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map of rows with bodies, changed by conditional batches. All methods may be called by any number of
 * threads, may block, and throw {@link StorageException} when the store itself fails. Commits of one anchor are
 * linearizable; a read sees every commit acknowledged before it began.
 */
public interface Store extends AutoCloseable {
    /** The space that exists from the beginning. */
    long SYSTEM_SPACE = 0;

    /** How this engine differs from others. */
    Capabilities capabilities();

    /** Whether the store takes writes at the moment. */
    Health health();

    /**
     * The time to write into rows of an anchor: now, or the latest that this gave for the anchor before if that is later.
     * So it never goes back when a clock does; what a durable commit wrote is remembered over a restart, also of rows
     * that are gone. Never blocks for a disk.
     *
     * @param nowMillis what the caller's clock says, in milliseconds since 1970
     */
    long moment(long space, Bytes anchor, long nowMillis);

    /** Creates a space durably and returns its id, which was never given before and is greater than all given. */
    long createSpace();

    /**
     * Begins a body.
     *
     * @param expectedLength length in bytes if known (a hint, not a promise), else -1
     * @throws StorageException.Busy if bodies being staged take all the memory that they may
     * @throws IllegalArgumentException if it is longer than {@link Capabilities#bodyBytesMax}
     */
    BodyWriter stage(long expectedLength);

    /** Makes a batch durable and visible, all or nothing. Returns after it is durable. */
    CommitResult commit(Batch batch);

    /** The row, or null if there is none (also in a space that does not exist). */
    @Nullable
    Row get(RowKey key);

    /** The row with its body held readable, or null if there is no such row. A row without a body opens too: its body
     * reads as ended. */
    @Nullable
    OpenRow open(RowKey key);

    /** Walks the rows of a table from its first. */
    Scan scan(long space, byte table);

    /** The sum of each counter over the rows of a space; counters that are zero are left out. */
    Map<Integer, Long> tallies(long space);

    /**
     * Stops commits in a space, durably: after it returns, none succeeds until {@link #lift}. Setting it again for the
     * same owner has no effect.
     *
     * @return false if the space does not exist or another owner fenced it
     */
    boolean fence(Fence fence);

    /** Takes the fence away, if this owner set it. */
    void lift(Fence fence);

    /** The fences that stand, for recovery. */
    List<Fence> fences();

    /** Drops a fenced space with all its rows and bodies, durably; no effect if it does not exist.
     *
     * @throws IllegalStateException if the space is not fenced */
    void dropSpace(long space);

    /** Ends background work and releases everything. Idempotent. */
    @Override
    void close();

    /**
     * Whether writes are taken.
     *
     * @param writable false once the store stopped taking writes
     * @param reason why not, or empty
     */
    record Health(boolean writable, String reason) {}
}
