package io.tarn.storage.local;

import io.tarn.storage.RowKey;
import io.tarn.storage.Scan;
import io.tarn.storage.StorageException;
import io.tarn.storage.local.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The parts of an open store, and what they ask of each other. */
final class Engine {
    private static final int SWEEP_ROWS = 256;
    private static final int BUFFERS_KEPT_MAX = 128;

    private final Options options;
    private final StopSwitch stop = new StopSwitch();
    private final Chores chores = new Chores(stop);
    private final Chores preparation = new Chores(stop);
    private final Chores flushing = new Chores(stop);
    private final Queue<Extent> freed = new ConcurrentLinkedQueue<>();
    private final BlockingCalls calls = new BlockingCalls();
    private final BufferPool buffers = new BufferPool(BUFFERS_KEPT_MAX);
    private final StagingBudget staging;
    private final AtomicLong bodies = new AtomicLong();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final boolean threads;
    private final DataDirectory directory;
    private final Reserve reserve;
    private final Index index;
    private final SegmentSet segments;
    private final Volumes volumes;
    private final View view;
    private final Flushes flushes;
    private final Committer committer;
    private final RecoveryReport recovery;
    private final Compaction compaction;
    private long lastEpoch;
    private boolean closed;
    private volatile boolean closing;

    /** Makes or opens the index in a directory. */
    interface IndexOpener {
        Index open(Path directory);
    }

    static Engine open(
            Path path,
            Options options,
            InstantSource clock,
            RandomGenerator random,
            Disk disk,
            IndexOpener opener,
            boolean threads) {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        boolean done = false;
        try {
            Engine engine = new Engine(path, options, clock, random, disk, opener, threads, opened);
            engine.start();
            done = true;
            return engine;
        } catch (IOException e) {
            throw new StorageException.Unavailable("the store in " + path + " cannot be opened: " + e.getMessage(), e);
        } finally {
            if (!done) {
                closeAll(opened);
            }
        }
    }

    private Engine(
            Path path,
            Options options,
            InstantSource clock,
            RandomGenerator random,
            Disk disk,
            IndexOpener opener,
            boolean threads,
            Deque<AutoCloseable> opened)
            throws IOException {
        this.options = options;
        this.staging = new StagingBudget(options.stagedBytesMax());
        this.threads = threads;
        directory = DataDirectory.open(path, disk, random);
        opened.push(directory);
        reserve = new Reserve(disk, directory.root(), clock, options);
        segments = new SegmentSet(disk, directory.log(), directory.store(), options);
        opened.push(segments);
        segments.load();
        index = opener.open(directory.index());
        opened.push(index);
        view = new View(index);
        Fold fold = new Fold(view, index);
        opened.push(fold);
        Recovery.Recovered recovered = new Recovery(segments, index, view, fold, options).run();
        recovery = recovered.report();
        view.moments.compare(clock.millis());
        bodies.set(recovered.segment().epoch() << Format.BODY_COUNTER_BITS);
        volumes = new Volumes(disk, directory.volumes(), directory.store(), options, stop, this::giveBack);
        opened.push(volumes);
        volumes.load(index);
        flushes = new Flushes(index, options.unappliedBytesMax(), recovered.flushedSequence(), this::requestFlush);
        if (recovered.lastSequence() > recovered.flushedSequence()) {
            flushes.applied(recovered.lastSequence(), recovered.bytes());
        }
        LogWriter log =
                new LogWriter(segments, clock, view.moments, options, recovered.segment(), recovered.lastSequence());
        committer = new Committer(log, view, fold, volumes, flushes, stop, options, this::housekeep);
        compaction =
                new Compaction(segments, view, index, committer, flushes, options, () -> closing || stop.stopped());
        this.opened.addAll(opened);
    }

    private void start() {
        if (threads) {
            chores.start("tarn-upkeep");
            preparation.start("tarn-preparation");
            flushing.start("tarn-flushing");
            committer.start();
        }
        sweep();
        requestCompaction();
        drain();
    }

    /** Does the background work that waits, if no threads do it. */
    void drain() {
        preparation.drain();
        flushing.drain();
        chores.drain();
    }

    Options options() {
        return options;
    }

    StopSwitch stop() {
        return stop;
    }

    Reserve reserve() {
        return reserve;
    }

    Volumes volumes() {
        return volumes;
    }

    SegmentSet segments() {
        return segments;
    }

    Committer committer() {
        return committer;
    }

    BlockingCalls calls() {
        return calls;
    }

    BufferPool buffers() {
        return buffers;
    }

    View view() {
        return view;
    }

    Index index() {
        return index;
    }

    Flushes flushes() {
        return flushes;
    }

    RecoveryReport recovery() {
        return recovery;
    }

    BodyStaging newBody(long expectedLength) {
        return new BodyStaging(
                bodies.incrementAndGet(), expectedLength, volumes, calls, buffers, staging, reserve, options);
    }

    /** The row as it is durable and visible, or null. */
    @Nullable
    RowState find(RowKey key) {
        if (!view.spaces.readable(key.space())) {
            return null;
        }
        byte[] encoded = calls.call(() -> index.get(IndexKeys.row(key)));
        return encoded == null ? null : RowState.decode(encoded);
    }

    Scan scan(long space, byte table) {
        if (!view.spaces.readable(space)) {
            return new IndexScan(space, table, null, calls);
        }
        byte[] from = IndexKeys.table(space, table);
        IndexCursor cursor = calls.call(() -> index.cursor(from, IndexKeys.after(from)));
        return new IndexScan(space, table, cursor, calls);
    }

    /** Asks for what the newest group made necessary. */
    private void housekeep() {
        Segment segment = committer.log().segment();
        if (segment.epoch() != lastEpoch) {
            lastEpoch = segment.epoch();
            requestCompaction();
        }
        if (segments.freeCount() == 0
                && segment.writePosition > segment.header().capacity() / 4) {
            preparation.request("prepare", this::prepare);
        }
    }

    /** Asks for segments of which little is needed to be compacted. */
    void requestCompaction() {
        chores.request("compact", this::compact);
    }

    private void compact() {
        try {
            compaction.run();
        } catch (IOException e) {
            stop.stop("a segment could not be freed", e);
        }
    }

    private void prepare() {
        if (segments.freeCount() == 0 && !stop.stopped()) {
            try {
                segments.prepare(() -> closing);
            } catch (CancellationException e) {
                return;
            } catch (IOException e) {
                stop.stop("a segment could not be made", e);
            }
        }
    }

    private void requestFlush() {
        flushing.request("flush", flushes::flush);
    }

    /** Lets a region be used again, but not in the time of who freed it. */
    private void giveBack(Extent extent) {
        freed.add(extent);
        flushing.request("give back", this::giveBack);
    }

    private void giveBack() {
        for (Extent extent = freed.poll(); extent != null; extent = freed.poll()) {
            volumes.reuse(extent);
        }
    }

    /** Asks for the rows of dropped spaces to be taken out of the index. */
    void sweep() {
        for (long space : view.spaces.dropped()) {
            chores.request("sweep " + space, () -> sweep(space));
        }
    }

    private void sweep(long space) {
        byte[] from = IndexKeys.space(space);
        List<RowKey> rows = new ArrayList<>();
        do {
            rows.clear();
            try (IndexCursor cursor = index.cursor(from, IndexKeys.after(from))) {
                for (; cursor.valid() && rows.size() < SWEEP_ROWS; cursor.next()) {
                    rows.add(IndexKeys.parseRow(cursor.key()));
                }
            }
            SweepTask task = new SweepTask(space, rows);
            if (closing || stop.stopped() || !committer.offer(task)) {
                return;
            }
            Threads.await(task.result);
        } while (!rows.isEmpty());
    }

    StoreMetrics metrics() {
        long live = segments.inUse().stream()
                .mapToLong(segment -> view.live.of(segment.epoch()).rows())
                .sum();
        CommitMetrics counts = committer.metrics();
        return new StoreMetrics(
                segments.inUse().size(),
                segments.totalBytes(),
                live,
                volumes.count(),
                volumes.freeBytes(),
                counts.commits(),
                counts.syncs(),
                counts.syncNanos(),
                counts.bytes(),
                committer.queueLength(),
                flushes.unflushedBytes(),
                reserve.usableBytes(),
                staging.taken());
    }

    /** Ends everything, in the order in which it depends on each other. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        closing = true;
        preparation.close();
        chores.close();
        flushing.close();
        committer.close();
        if (!stop.stopped()) {
            try {
                flushes.flush();
            } catch (StorageException e) {
                stop.stop("the index could not be flushed", e);
            }
        }
        stop.close();
        calls.close();
        closeAll(opened);
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        RuntimeException failure = null;
        for (AutoCloseable part : opened) {
            try {
                part.close();
            } catch (Exception e) {
                failure = new StorageException.Unavailable("the store could not be closed", e);
            }
        }
        opened.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
