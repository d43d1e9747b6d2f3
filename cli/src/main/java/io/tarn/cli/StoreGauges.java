package io.tarn.cli;

import io.tarn.server.metrics.Metrics;
import io.tarn.storage.local.LocalStore;

/** Shows what the store counts on the metrics page. */
final class StoreGauges {
    private static final double NANOS_PER_SECOND = 1e9;

    private StoreGauges() {}

    static void register(Metrics metrics, LocalStore store) {
        metrics.gauge(
                "tarn_store_writable",
                "1 while the store takes writes.",
                () -> store.health().writable() ? 1 : 0);
        metrics.gauge(
                "tarn_store_log_segments",
                "Files of the log.",
                () -> store.metrics().segments());
        metrics.gauge(
                "tarn_store_log_bytes",
                "Bytes of all files of the log.",
                () -> store.metrics().segmentBytes());
        metrics.gauge(
                "tarn_store_log_live_bytes",
                "Bytes of the log that are needed.",
                () -> store.metrics().liveBytes());
        metrics.gauge(
                "tarn_store_volumes",
                "Files for large bodies.",
                () -> store.metrics().volumes());
        metrics.gauge(
                "tarn_store_volume_free_bytes",
                "Bytes in them that are free.",
                () -> store.metrics().volumeFreeBytes());
        metrics.gauge(
                "tarn_store_queue_length",
                "Commits that wait.",
                () -> store.metrics().queueLength());
        metrics.gauge(
                "tarn_store_usable_bytes",
                "Bytes left on the device.",
                () -> store.metrics().usableBytes());
        metrics.gauge(
                "tarn_store_staged_bytes",
                "Memory taken by bodies that are being received.",
                () -> store.metrics().stagedBytes());
        metrics.counter(
                "tarn_store_commits_total",
                "Commits done.",
                () -> store.metrics().commits());
        metrics.counter(
                "tarn_store_syncs_total",
                "Syncs of the log.",
                () -> store.metrics().syncs());
        metrics.counter(
                "tarn_store_sync_seconds_total",
                "Time spent in them.",
                () -> store.metrics().syncNanos() / NANOS_PER_SECOND);
        metrics.counter(
                "tarn_store_written_bytes_total",
                "Bytes written to the log.",
                () -> store.metrics().logBytes());
    }
}
