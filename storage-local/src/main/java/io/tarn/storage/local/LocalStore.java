package io.tarn.storage.local;

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
import io.tarn.storage.local.disk.Disk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A store in a directory of this machine.
 *
 * <p>Threads that call it must never be interrupted while they do. Virtual threads may call it freely: those that would
 * pin the last carriers wait for a pool of platform threads instead.
 */
public final class LocalStore implements Store {
    private static final int OPEN_ATTEMPTS_MAX = 100;

    private final Engine engine;

    private LocalStore(Engine engine) {
        this.engine = engine;
    }

    /**
     * Opens the store in a directory, or makes one in an empty or missing directory whose parent exists.
     *
     * @throws StorageException.Unavailable if another process has it, or a file cannot be read or written
     * @throws StorageException.Corrupt if something that was acknowledged is not there whole
     */
    public static LocalStore open(
            Path directory, Options options, InstantSource clock, RandomGenerator random, Disk disk) {
        return new LocalStore(Engine.open(
                directory,
                options,
                clock,
                random,
                disk,
                path -> RocksIndex.open(path, options.indexCacheBytes(), options.indexBufferBytes()),
                true));
    }

    /** Opens a store with another index, without threads: everything is done by who calls. */
    static LocalStore openAlone(
            Path directory,
            Options options,
            InstantSource clock,
            RandomGenerator random,
            Disk disk,
            Engine.IndexOpener index) {
        return new LocalStore(Engine.open(directory, options, clock, random, disk, index, false));
    }

    /** What opening the store found. */
    public RecoveryReport recovery() {
        return engine.recovery();
    }

    /** What the engine counts. */
    public StoreMetrics metrics() {
        return engine.metrics();
    }

    Engine engine() {
        return engine;
    }

    @Override
    public Capabilities capabilities() {
        boolean durable = engine.options().durability() == Durability.FULL;
        return new Capabilities(
                "local", durable, Long.MAX_VALUE, engine.options().bodyBytesMax(), Long.MAX_VALUE);
    }

    @Override
    public Health health() {
        return engine.stop().health();
    }

    @Override
    public long moment(long space, Bytes anchor, long nowMillis) {
        return engine.view().moments.notBefore(nowMillis);
    }

    @Override
    public BodyWriter stage(long expectedLength) {
        engine.stop().check();
        engine.reserve().check();
        return engine.newBody(expectedLength);
    }

    @Override
    public CommitResult commit(Batch batch) {
        engine.stop().check();
        List<LocalStaged> bodies = LocalStaged.in(batch);
        long bytes = measure(batch, bodies);
        int lent = 0;
        boolean offered = false;
        try {
            for (LocalStaged body : bodies) {
                body.lend();
                lent++;
            }
            for (LocalStaged body : bodies) {
                if (body.body() instanceof BodyRef.InVolumes large) {
                    engine.calls().run(() -> engine.volumes().sync(large));
                }
            }
            BatchTask task = new BatchTask(batch, bytes);
            offered = engine.committer().offer(task);
            if (!offered) {
                return new CommitResult.Busy();
            }
            return Threads.await(task.result);
        } finally {
            if (!offered) {
                bodies.subList(0, lent).forEach(LocalStaged::returned);
            }
            engine.drain();
        }
    }

    /** The size of a batch, which must not be too large, and must not need space that is not there. */
    private long measure(Batch batch, List<LocalStaged> bodies) {
        long bytes = 64L + batch.anchor().length();
        boolean grows = false;
        for (Batch.Change change : batch.changes()) {
            bytes += 256 + batch.anchor().length();
            switch (change) {
                case Batch.Change.Put put -> {
                    bytes += put.value().length();
                    grows = true;
                }
                case Batch.Change.Move move -> bytes += move.value().length();
                case Batch.Change.Delete ignored -> {}
            }
        }
        for (LocalStaged body : bodies) {
            if (!body.belongsTo(engine.volumes())) {
                throw new IllegalArgumentException("a body of another store");
            }
            bytes += switch (body.body()) {
                case BodyRef.Inline inline -> inline.framedLength();
                case BodyRef.InVolumes large ->
                    (long) Format.EXTENT_BYTES * large.extents().size();
                case BodyRef.InLog ignored -> 0;
            };
        }
        if (bytes > LocalLimits.RECORD_BYTES_MAX) {
            throw new IllegalArgumentException("a record of " + bytes + " bytes, at most "
                    + LocalLimits.RECORD_BYTES_MAX + ": the bodies lie in too many extents");
        }
        if (grows) {
            engine.reserve().check();
        }
        return bytes;
    }

    @Override
    public @Nullable Row get(RowKey key) {
        RowState state = engine.find(key);
        return state == null ? null : state.toRow(key);
    }

    @Override
    public @Nullable OpenRow open(RowKey key) {
        for (int attempt = 0; attempt < OPEN_ATTEMPTS_MAX; attempt++) {
            long clock = engine.volumes().freeClock();
            RowState state = engine.find(key);
            if (state == null) {
                return null;
            }
            Row row = state.toRow(key);
            switch (state.body()) {
                case null -> {
                    return new LocalOpenRow(row, null, engine.buffers(), engine.calls());
                }
                case BodyRef.InLog small -> {
                    Segment segment = engine.segments().inUse(small.epoch());
                    if (segment != null && segment.pin(small.epoch())) {
                        return new LocalOpenRow(
                                row, new LocalOpenRow.LogSource(small, segment), engine.buffers(), engine.calls());
                    }
                }
                case BodyRef.InVolumes large -> {
                    engine.volumes().pin(large);
                    if (engine.volumes().freeClock() == clock) {
                        return new LocalOpenRow(
                                row,
                                new LocalOpenRow.VolumeSource(large, engine.volumes()),
                                engine.buffers(),
                                engine.calls());
                    }
                    engine.volumes().unpin(large);
                }
                case BodyRef.Inline ignored -> throw new StorageException.Corrupt("an index entry with an inline body");
            }
        }
        throw new StorageException.Corrupt("the body of " + key + " is in a segment that is gone");
    }

    @Override
    public Scan scan(long space, byte table) {
        return engine.scan(space, table);
    }

    @Override
    public Map<Integer, Long> tallies(long space) {
        return engine.view().spaces.readable(space) ? engine.view().tallies.of(space) : Map.of();
    }

    @Override
    public long createSpace() {
        engine.reserve().check();
        long[] created = new long[1];
        run((spaces, sequence) -> {
            created[0] = spaces.highest() + 1;
            return new LogOp.SetSpace(created[0], sequence, SpaceState.OPEN);
        });
        return created[0];
    }

    @Override
    public boolean fence(Fence fence) {
        boolean[] set = new boolean[1];
        run((spaces, sequence) -> {
            SpaceTable.Entry entry = spaces.working(fence.space());
            if (entry == null || entry.state().kind() == SpaceState.Kind.DROPPED) {
                return null;
            }
            SpaceState fenced = SpaceState.fenced(fence.owner());
            set[0] = entry.state().kind() == SpaceState.Kind.OPEN
                    || entry.state().equals(fenced);
            return entry.state().kind() == SpaceState.Kind.OPEN
                    ? new LogOp.SetSpace(fence.space(), sequence, fenced)
                    : null;
        });
        return set[0];
    }

    @Override
    public void lift(Fence fence) {
        run((spaces, sequence) -> {
            SpaceTable.Entry entry = spaces.working(fence.space());
            return entry != null && entry.state().equals(SpaceState.fenced(fence.owner()))
                    ? new LogOp.SetSpace(fence.space(), sequence, SpaceState.OPEN)
                    : null;
        });
    }

    @Override
    public List<Fence> fences() {
        return engine.view().spaces.fences();
    }

    @Override
    public void dropSpace(long space) {
        run((spaces, sequence) -> {
            SpaceTable.Entry entry = spaces.working(space);
            if (entry == null || entry.state().kind() == SpaceState.Kind.DROPPED) {
                return null;
            }
            if (space == SYSTEM_SPACE || entry.state().kind() != SpaceState.Kind.FENCED) {
                throw new IllegalStateException("space " + space + " is not fenced, or is the system's");
            }
            return new LogOp.SetSpace(space, sequence, SpaceState.DROPPED);
        });
        engine.sweep();
        engine.drain();
    }

    private void run(SpaceTask.Change change) {
        SpaceTask task = new SpaceTask(change);
        if (!engine.committer().offer(task)) {
            throw new StorageException.Unavailable("too many commits wait");
        }
        Threads.await(task.result);
        engine.drain();
    }

    @Override
    public void close() {
        engine.close();
    }
}
