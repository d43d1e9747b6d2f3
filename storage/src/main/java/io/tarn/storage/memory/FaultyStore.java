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
import io.tarn.storage.RowName;
import io.tarn.storage.Scan;
import io.tarn.storage.StagedBody;
import io.tarn.storage.StorageException;
import io.tarn.storage.Store;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A store that does what the one beneath it does, except for the calls that were planned to go wrong: for tests of what
 * stands above the contract. Calls are counted per kind, and plans name a call by how many of its kind come before it,
 * so that a test fails the same way each time.
 */
public final class FaultyStore implements Store {
    private final Store store;
    private final Object monitor = new Object();
    private final Map<Call, Integer> counts = new EnumMap<>(Call.class);
    private final Map<Planned, Fault> faults = new HashMap<>();
    private final Map<Planned, Runnable> actions = new HashMap<>();

    /** The kinds of calls that can go wrong. */
    public enum Call {
        /** {@link Store#createSpace}. */
        CREATE_SPACE,
        /** {@link Store#stage}. */
        STAGE,
        /** {@link BodyWriter#write}. */
        WRITE,
        /** {@link Store#commit}. */
        COMMIT,
        /** {@link Store#get}. */
        GET,
        /** {@link Store#open}. */
        OPEN,
        /** {@link OpenRow#read}. */
        READ,
        /** {@link Store#scan}. */
        SCAN,
        /** {@link Scan#next}. */
        NEXT,
        /** {@link Store#fence}. */
        FENCE,
        /** {@link Store#dropSpace}. */
        DROP_SPACE
    }

    private record Planned(Call call, int number) {}

    /** A store over {@code store}, without plans; closing it closes that store. */
    public FaultyStore(Store store) {
        this.store = store;
    }

    /**
     * Plans a fault.
     *
     * @param nth which call of this kind from now on, 1 for the next
     * @throws IllegalArgumentException if such a call cannot fail so
     */
    public FaultyStore fail(Call call, int nth, Fault fault) {
        if (nth < 1 || !fault.fits(call)) {
            throw new IllegalArgumentException("no " + fault + " at call " + nth + " of " + call);
        }
        synchronized (monitor) {
            faults.put(new Planned(call, counts.getOrDefault(call, 0) + nth), fault);
        }
        return this;
    }

    /** Plans something to be done, on the calling thread, just before the nth call of this kind from now on. */
    public FaultyStore before(Call call, int nth, Runnable action) {
        if (nth < 1) {
            throw new IllegalArgumentException("no call " + nth);
        }
        synchronized (monitor) {
            actions.put(new Planned(call, counts.getOrDefault(call, 0) + nth), action);
        }
        return this;
    }

    /** Calls of this kind until now. */
    public int calls(Call call) {
        synchronized (monitor) {
            return counts.getOrDefault(call, 0);
        }
    }

    /** Counts the call, does what was planned before it, and gives the fault planned for it. */
    private @Nullable Fault enter(Call call) {
        Runnable action;
        Fault fault;
        synchronized (monitor) {
            Planned now = new Planned(call, counts.merge(call, 1, Integer::sum));
            action = actions.remove(now);
            fault = faults.remove(now);
        }
        if (action != null) {
            action.run();
        }
        return fault;
    }

    private void enterOrThrow(Call call) {
        Fault fault = enter(call);
        if (fault != null) {
            throw exception(fault, call);
        }
    }

    private static RuntimeException exception(Fault fault, Call call) {
        String message = "planned for this call of " + call;
        return switch (fault) {
            case UNAVAILABLE -> new StorageException.Unavailable(message);
            case OUT_OF_SPACE -> new StorageException.OutOfSpace(message);
            case CORRUPT -> new StorageException.Corrupt(message);
            case TOO_BUSY -> new StorageException.Busy(message);
            case CONFLICT, BUSY, FENCED, UNKNOWN_DONE, UNKNOWN_NOT_DONE ->
                new IllegalStateException(fault + " is no exception");
        };
    }

    @Override
    public CommitResult commit(Batch batch) {
        Fault fault = enter(Call.COMMIT);
        if (fault == null) {
            return store.commit(batch);
        }
        return switch (fault) {
            case CONFLICT -> new CommitResult.Conflict(firstRow(batch));
            case BUSY -> new CommitResult.Busy();
            case FENCED -> new CommitResult.Fenced();
            case UNKNOWN_DONE ->
                store.commit(batch) instanceof CommitResult.Committed
                        ? new CommitResult.Unknown("planned, and it happened")
                        : new CommitResult.Unknown("planned, and it could not happen");
            case UNKNOWN_NOT_DONE -> new CommitResult.Unknown("planned, and it did not happen");
            case UNAVAILABLE, OUT_OF_SPACE, CORRUPT, TOO_BUSY -> throw exception(fault, Call.COMMIT);
        };
    }

    private static RowName firstRow(Batch batch) {
        if (!batch.conditions().isEmpty()) {
            return batch.conditions().getFirst().row();
        }
        return batch.changes().isEmpty()
                ? new RowName((byte) 0, Bytes.EMPTY)
                : switch (batch.changes().getFirst()) {
                    case Batch.Change.Put put -> put.row();
                    case Batch.Change.Move move -> move.from();
                    case Batch.Change.Delete delete -> delete.row();
                };
    }

    @Override
    public BodyWriter stage(long expectedLength) {
        enterOrThrow(Call.STAGE);
        BodyWriter writer = store.stage(expectedLength);
        return new BodyWriter() {
            @Override
            public void write(ByteBuffer source) {
                enterOrThrow(Call.WRITE);
                writer.write(source);
            }

            @Override
            public StagedBody finish() {
                return writer.finish();
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    @Override
    public @Nullable OpenRow open(RowKey key) {
        enterOrThrow(Call.OPEN);
        OpenRow open = store.open(key);
        return open == null ? null : new FaultyOpenRow(open);
    }

    private final class FaultyOpenRow implements OpenRow {
        private final OpenRow open;

        FaultyOpenRow(OpenRow open) {
            this.open = open;
        }

        @Override
        public Row row() {
            return open.row();
        }

        @Override
        public int read(long offset, ByteBuffer target) {
            enterOrThrow(Call.READ);
            return open.read(offset, target);
        }

        @Override
        public void close() {
            open.close();
        }
    }

    @Override
    public Scan scan(long space, byte table) {
        enterOrThrow(Call.SCAN);
        Scan scan = store.scan(space, table);
        return new Scan() {
            @Override
            public @Nullable Row next() {
                enterOrThrow(Call.NEXT);
                return scan.next();
            }

            @Override
            public void seek(Bytes anchor, Bytes suffix) {
                scan.seek(anchor, suffix);
            }

            @Override
            public void close() {
                scan.close();
            }
        };
    }

    @Override
    public @Nullable Row get(RowKey key) {
        enterOrThrow(Call.GET);
        return store.get(key);
    }

    @Override
    public long moment(long space, Bytes anchor, long nowMillis) {
        return store.moment(space, anchor, nowMillis);
    }

    @Override
    public long createSpace() {
        enterOrThrow(Call.CREATE_SPACE);
        return store.createSpace();
    }

    @Override
    public boolean fence(Fence fence) {
        enterOrThrow(Call.FENCE);
        return store.fence(fence);
    }

    @Override
    public void lift(Fence fence) {
        store.lift(fence);
    }

    @Override
    public List<Fence> fences() {
        return store.fences();
    }

    @Override
    public void dropSpace(long space) {
        enterOrThrow(Call.DROP_SPACE);
        store.dropSpace(space);
    }

    @Override
    public Capabilities capabilities() {
        return store.capabilities();
    }

    @Override
    public Health health() {
        return store.health();
    }

    @Override
    public Map<Integer, Long> tallies(long space) {
        return store.tallies(space);
    }

    @Override
    public void close() {
        store.close();
    }
}
