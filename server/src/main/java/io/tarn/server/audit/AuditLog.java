package io.tarn.server.audit;

import io.tarn.core.audit.AuditEvent;
import io.tarn.core.audit.AuditLine;
import io.tarn.core.audit.AuditTrail;
import io.tarn.server.metrics.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to files on a thread of its own. While the disk is slower than the requests, requests wait: the log has a
 * line for each. When the disk fails, lines are lost and counted, which is said once, and requests go on.
 *
 * <p>Lines reach the file some milliseconds after their requests, and the disk when the system writes them: a power cut
 * can take the last ones.
 */
public final class AuditLog implements AuditTrail, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** How long the writer lets lines gather, so that it wakes rarely. */
    private static final long GATHER_NANOS = 20_000_000;

    private static final long FULL_NANOS = 1_000_000;
    private static final long IDLE_NANOS = 1_000_000_000;
    private static final int BATCH_MAX = 1_024;
    private static final int BATCH_BYTES_MAX = 1 << 20;

    private final AuditFiles files;
    private final Queue<AuditEvent> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int queueMax;
    private final AuditLine line = new AuditLine();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(64 * 1024);
    private final LongAdder written = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final Thread writer;
    private volatile boolean closed;
    private volatile boolean idle;
    private boolean failing;

    private AuditLog(AuditFiles files, AuditLimits limits) {
        this.files = files;
        this.queueMax = limits.queueMax();
        this.writer = Thread.ofPlatform().name("tarn-audit").daemon().unstarted(this::run);
    }

    /**
     * Opens a log in a directory, which is made if it is missing.
     *
     * @throws UncheckedIOException if a file cannot be made there
     */
    public static AuditLog open(Path directory, AuditLimits limits) {
        try {
            AuditLog log = new AuditLog(AuditFiles.open(directory, limits), limits);
            log.writer.start();
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log in " + directory + " cannot be written", e);
        }
    }

    /** Shows what it counts. */
    public void register(Metrics metrics) {
        metrics.counter("tarn_audit_events_total", "Requests written to the audit log.", written::sum);
        metrics.counter("tarn_audit_lost_total", "Requests that the audit log could not write.", lost::sum);
        metrics.gauge("tarn_audit_queue_length", "Requests that wait to be written to it.", waiting::get);
    }

    /** Events that could not be written. */
    public long lost() {
        return lost.sum();
    }

    @Override
    public void record(AuditEvent event) {
        boolean interrupted = false;
        while (!reserve()) {
            if (closed) {
                lost.increment();
                return;
            }
            // Room is made by the batch: whoever waits looks again soon instead of being told.
            LockSupport.parkNanos(this, FULL_NANOS);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        queue.add(event);
        if (idle) {
            LockSupport.unpark(writer);
        }
    }

    /** Takes a place in the queue; what is then added is still written, also while the log is closed. */
    private boolean reserve() {
        int before = waiting.get();
        while (before < queueMax && !closed) {
            if (waiting.compareAndSet(before, before + 1)) {
                return true;
            }
            before = waiting.get();
        }
        return false;
    }

    private void run() {
        List<AuditEvent> batch = new ArrayList<>(BATCH_MAX);
        while (true) {
            AuditEvent event = queue.poll();
            while (event != null) {
                batch.add(event);
                event = batch.size() == BATCH_MAX ? null : queue.poll();
            }
            if (!batch.isEmpty()) {
                write(batch);
                waiting.addAndGet(-batch.size());
                batch.clear();
            } else if (closed && waiting.get() <= 0) {
                return;
            } else {
                rest();
            }
            if (!closed && waiting.get() < queueMax / 2) {
                LockSupport.parkNanos(this, GATHER_NANOS);
            }
        }
    }

    /** Sleeps until somebody has something to write; what came in between is seen, as it is looked for once more. */
    private void rest() {
        idle = true;
        if (queue.isEmpty()) {
            LockSupport.parkNanos(this, closed ? GATHER_NANOS : IDLE_NANOS);
        }
        idle = false;
    }

    private void write(List<AuditEvent> batch) {
        int pending = 0;
        for (AuditEvent event : batch) {
            lines.writeBytes(line.bytes(event));
            pending++;
            if (lines.size() >= BATCH_BYTES_MAX) {
                flush(pending);
                pending = 0;
            }
        }
        flush(pending);
    }

    private void flush(int count) {
        if (count == 0) {
            return;
        }
        try {
            files.write(lines.toByteArray());
            written.add(count);
            failing = false;
        } catch (IOException failure) {
            lost.add(count);
            if (!failing) {
                failing = true;
                LOG.error("the audit log cannot be written: requests go on without, and are counted", failure);
            }
        } finally {
            lines.reset();
        }
    }

    /** Writes what is queued and closes the file; whatever ends later is counted as lost. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            files.close();
        } catch (IOException failure) {
            LOG.error("the audit log cannot be closed", failure);
        }
    }
}
