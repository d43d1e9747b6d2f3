package io.tarn.storage.local;

import io.tarn.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one that writes: takes the tasks that wait, gives them one write and one sync, applies them to the index, answers.
 *
 * <p>Its queue is bounded in number and bytes. Without a thread of its own (for tests that must repeat exactly) each
 * offered task is a group, done by who offers it.
 */
final class Committer {
    private static final int GROUP_TASKS_MAX = 1_024;

    private final LogWriter log;
    private final View view;
    private final Fold fold;
    private final Volumes volumes;
    private final Flushes flushes;
    private final StopSwitch stop;
    private final Options options;
    private final CommitMetrics metrics = new CommitMetrics();
    private final BlockingQueue<Task> queue;
    private final AtomicLong queuedBytes = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean closing;
    private final Runnable housekeeping;
    private @Nullable Thread thread;
    private boolean sealed = true;
    private boolean folded;

    /**
     * Ready to work alone.
     *
     * @param housekeeping called after each group, by the committer; must not block
     */
    Committer(
            LogWriter log,
            View view,
            Fold fold,
            Volumes volumes,
            Flushes flushes,
            StopSwitch stop,
            Options options,
            Runnable housekeeping) {
        this.log = log;
        this.view = view;
        this.fold = fold;
        this.volumes = volumes;
        this.flushes = flushes;
        this.stop = stop;
        this.options = options;
        this.housekeeping = housekeeping;
        this.queue = new ArrayBlockingQueue<>(options.queueCommitsMax());
    }

    /** Gives it a thread. */
    void start() {
        thread = Thread.ofPlatform().name("tarn-committer").daemon().start(this::run);
    }

    CommitMetrics metrics() {
        return metrics;
    }

    int queueLength() {
        return queue.size();
    }

    LogWriter log() {
        return log;
    }

    /** Lets a task wait for its turn; false if too many wait. */
    boolean offer(Task task) {
        stop.check();
        if (thread == null) {
            alone(task);
            return true;
        }
        long bytes = task.bytes();
        if (queuedBytes.addAndGet(bytes) > options.queueBytesMax() && queuedBytes.get() != bytes) {
            queuedBytes.addAndGet(-bytes);
            return false;
        }
        if (!queue.offer(task)) {
            queuedBytes.addAndGet(-bytes);
            return false;
        }
        if (closing && queue.remove(task)) {
            throw stop.refusal();
        }
        return true;
    }

    private void alone(Task task) {
        turn.lock();
        try {
            process(List.of(task));
        } finally {
            turn.unlock();
        }
    }

    private void run() {
        List<Task> group = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                Task first = queue.poll(options.idleMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    seal();
                    continue;
                }
                group.add(first);
                queue.drainTo(group, GROUP_TASKS_MAX - 1);
                for (Task task : group) {
                    queuedBytes.addAndGet(-task.bytes());
                }
                process(group);
                group.clear();
            } catch (InterruptedException e) {
                stop.stop("the committer was interrupted", e);
                return;
            }
        }
    }

    private void process(List<Task> group) {
        List<Task> open = new ArrayList<>(group.size());
        for (Task task : group) {
            if (stop.stopped()) {
                task.refused(stop.refusal());
                continue;
            }
            @Nullable List<LogOp> ops;
            try {
                ops = task.plan(view, log.nextSequence());
            } catch (RuntimeException e) {
                task.refused(e);
                continue;
            }
            open = gather(task, ops, open);
        }
        finish(open);
        housekeeping.run();
    }

    /** Adds a planned task to the open ones, after ending those if it does not fit behind them. */
    private List<Task> gather(Task task, @Nullable List<LogOp> ops, List<Task> open) {
        List<Task> all = open;
        try {
            if (ops != null) {
                long payload = RecordCodec.payloadBytesMax(ops);
                if (!log.hasRoom(payload)) {
                    finish(all);
                    all = new ArrayList<>();
                    if (stop.stopped()) {
                        task.refused(stop.refusal());
                        return all;
                    }
                    log.makeRoom(payload);
                }
                append(task.kind(), ops);
            }
            all.add(task);
            folded |= ops != null;
            int before = fold.changes();
            task.fold(fold);
            folded |= fold.changes() != before;
        } catch (StorageException.OutOfSpace e) {
            task.refused(e);
        } catch (IOException | RuntimeException e) {
            stop.stop("a record could not be made", e);
            task.unknown("a record could not be made: " + e);
        }
        return all;
    }

    private void append(RecordHeader.Kind kind, List<LogOp> ops) {
        long sequence = log.nextSequence();
        long position = log.nextPosition();
        long epoch = log.segment().epoch();
        List<PlacedOp> placed = log.append(kind, logged(ops));
        if (placed.size() != ops.size()) {
            placed = withDropped(ops, placed);
        }
        fold.add(kind, epoch, sequence, position, placed);
        sealed = kind == RecordHeader.Kind.IDLE;
    }

    private List<LogOp> logged(List<LogOp> ops) {
        return options.sabotage().contains(Sabotage.DROP_DELETE_RECORD)
                ? ops.stream().filter(op -> !(op instanceof LogOp.DropRow)).toList()
                : ops;
    }

    private static List<PlacedOp> withDropped(List<LogOp> ops, List<PlacedOp> placed) {
        List<PlacedOp> all = new ArrayList<>();
        int next = 0;
        for (LogOp op : ops) {
            all.add(op instanceof LogOp.DropRow ? new PlacedOp(op, 0, -1) : placed.get(next++));
        }
        return all;
    }

    /** Writes, syncs, applies and answers what is gathered. */
    private void finish(List<Task> open) {
        if (stop.stopped()) {
            open.forEach(task -> task.unknown(stop.health().reason()));
            return;
        }
        boolean early = options.sabotage().contains(Sabotage.ACK_BEFORE_SYNC);
        try {
            int bytes = log.gatheredBytes();
            if (bytes > 0) {
                log.write();
            }
            if (early) {
                apply(bytes);
                open.forEach(Task::done);
            }
            if (bytes > 0) {
                long began = System.nanoTime();
                log.sync();
                metrics.synced(open.size(), bytes, System.nanoTime() - began);
            }
            if (!early) {
                apply(bytes);
            }
        } catch (IOException | RuntimeException e) {
            stop.stop("the log could not be written and synced", e);
            open.forEach(task -> task.unknown(stop.health().reason()));
            return;
        }
        if (!early) {
            open.forEach(Task::done);
        }
    }

    private void apply(int bytes) {
        if (folded) {
            folded = false;
            long sequence = log.nextSequence() - 1;
            fold.apply(sequence, log.segment().epoch(), log.nextPosition());
            flushes.applied(sequence, bytes);
            volumes.free(fold.freed());
            fold.clear();
        }
    }

    /** Appends and syncs an idle record unless one is the last already, so that rot in the record before is seen. */
    void seal() {
        turn.lock();
        try {
            if (sealed || stop.stopped()) {
                return;
            }
            if (!log.hasRoom(0)) {
                log.makeRoom(0);
            }
            append(RecordHeader.Kind.IDLE, List.of());
            folded = true;
            finish(List.of());
        } catch (StorageException.OutOfSpace e) {
            // It waits until there is room; nothing that was acknowledged depends on it.
            return;
        } catch (IOException | RuntimeException e) {
            stop.stop("the log could not be sealed", e);
        } finally {
            turn.unlock();
        }
    }

    /** Ends after everything that waits is done, and seals the log. */
    void close() {
        closing = true;
        Thread running = thread;
        if (running != null) {
            Threads.join(running);
        }
        for (Task task = queue.poll(); task != null; task = queue.poll()) {
            task.refused(stop.refusal());
        }
        seal();
    }
}
