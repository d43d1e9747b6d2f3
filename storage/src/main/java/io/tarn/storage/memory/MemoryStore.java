package io.tarn.storage.memory;

import io.tarn.storage.Batch;
import io.tarn.storage.BodyWriter;
import io.tarn.storage.Bytes;
import io.tarn.storage.Capabilities;
import io.tarn.storage.CommitResult;
import io.tarn.storage.Fence;
import io.tarn.storage.OpenRow;
import io.tarn.storage.Row;
import io.tarn.storage.RowKey;
import io.tarn.storage.Scan;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A store on the heap. It forgets everything when closed, never answers {@link CommitResult.Busy} or
 * {@link CommitResult.Unknown}, and throws {@link StorageException.OutOfSpace} beyond the bytes it was given.
 */
public final class MemoryStore implements Store {
    private final MemoryBudget budget;
    private final AtomicLong lastSpace = new AtomicLong(SYSTEM_SPACE);
    private final AtomicLong revisions = new AtomicLong();
    private final AtomicLong lastMoment = new AtomicLong(Long.MIN_VALUE);
    private final ConcurrentSkipListMap<Long, MemorySpace> spaces = new ConcurrentSkipListMap<>();
    private volatile boolean closed;

    /** A store that may fill half of the heap. */
    public MemoryStore() {
        this(Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * A store with a limit.
     *
     * @param bytesMax the bytes that rows and bodies may take together
     */
    public MemoryStore(long bytesMax) {
        this.budget = new MemoryBudget(bytesMax);
        spaces.put(SYSTEM_SPACE, new MemorySpace(SYSTEM_SPACE, budget, revisions));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities("memory", false, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Override
    public Health health() {
        if (closed) {
            return new Health(false, "closed");
        }
        return budget.exhausted() ? new Health(false, "the memory given to the store is full") : new Health(true, "");
    }

    /** The bytes that rows and bodies take, those included that only readers hold. */
    public long bytesUsed() {
        return budget.bytesUsed();
    }

    @Override
    public long moment(long space, Bytes anchor, long nowMillis) {
        checkOpen();
        return lastMoment.accumulateAndGet(nowMillis, Math::max);
    }

    @Override
    public long createSpace() {
        checkOpen();
        long space = lastSpace.incrementAndGet();
        spaces.put(space, new MemorySpace(space, budget, revisions));
        return space;
    }

    @Override
    public BodyWriter stage(long expectedLength) {
        checkOpen();
        return new MemoryBodyWriter(this, budget, expectedLength);
    }

    @Override
    public CommitResult commit(Batch batch) {
        checkOpen();
        MemorySpace space = spaces.get(batch.space());
        return space == null ? new CommitResult.Fenced() : space.commit(this, batch);
    }

    @Override
    public @Nullable Row get(RowKey key) {
        checkOpen();
        MemoryRow found = find(key);
        return found == null ? null : found.row();
    }

    @Override
    public @Nullable OpenRow open(RowKey key) {
        checkOpen();
        while (true) {
            MemoryRow found = find(key);
            if (found == null) {
                return null;
            }
            MemoryBody body = found.body();
            // A body that cannot be held was freed after the row was found: look again.
            if (body == null || body.hold()) {
                return new MemoryOpenRow(found.row(), body);
            }
        }
    }

    private @Nullable MemoryRow find(RowKey key) {
        MemorySpace space = spaces.get(key.space());
        return space == null ? null : space.rows().get(key);
    }

    @Override
    public Scan scan(long space, byte table) {
        checkOpen();
        MemorySpace found = spaces.get(space);
        return new MemoryScan(found == null ? new ConcurrentSkipListMap<>() : found.rows(), space, table);
    }

    @Override
    public Map<Integer, Long> tallies(long space) {
        checkOpen();
        MemorySpace found = spaces.get(space);
        return found == null ? Map.of() : found.tallies();
    }

    @Override
    public boolean fence(Fence fence) {
        checkOpen();
        MemorySpace space = spaces.get(fence.space());
        return space != null && space.fence(fence.owner());
    }

    @Override
    public void lift(Fence fence) {
        checkOpen();
        MemorySpace space = spaces.get(fence.space());
        if (space != null) {
            space.lift(fence.owner());
        }
    }

    @Override
    public List<Fence> fences() {
        checkOpen();
        List<Fence> standing = new ArrayList<>();
        spaces.forEach((id, space) -> {
            Bytes owner = space.fenceOwner();
            if (owner != null) {
                standing.add(new Fence(id, owner));
            }
        });
        return List.copyOf(standing);
    }

    @Override
    public void dropSpace(long space) {
        checkOpen();
        MemorySpace found = spaces.get(space);
        if (found != null) {
            found.drop();
            spaces.remove(space);
        }
    }

    void checkOpen() {
        if (closed) {
            throw new StorageException.Unavailable("the memory store was closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        spaces.clear();
    }
}
