package io.tarn.storage.local;

/**
 * What the engine counts, at one moment.
 *
 * @param segments files of the log in use
 * @param segmentBytes bytes of all files of the log
 * @param liveBytes bytes in them that are needed
 * @param volumes files for large bodies
 * @param volumeFreeBytes bytes in them that are free
 * @param commits commits and other tasks done
 * @param syncs syncs of the log
 * @param syncNanos time spent in them
 * @param logBytes bytes written to the log
 * @param queueLength commits that wait
 * @param unflushedBytes bytes of log that the index does not hold for good
 * @param usableBytes bytes left on the device
 * @param stagedBytes memory taken by bodies that are being received
 */
public record StoreMetrics(
        int segments,
        long segmentBytes,
        long liveBytes,
        int volumes,
        long volumeFreeBytes,
        long commits,
        long syncs,
        long syncNanos,
        long logBytes,
        int queueLength,
        long unflushedBytes,
        long usableBytes,
        long stagedBytes) {}
