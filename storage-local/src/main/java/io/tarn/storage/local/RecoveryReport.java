package io.tarn.storage.local;

/**
 * What opening a store found.
 *
 * @param replayedRecords records that the index had not made safe
 * @param replayedBytes their length
 * @param droppedRecords records behind a tear that were written but never synced; no acknowledged commit is among them
 * @param tornSegment epoch of the segment that was torn, or 0
 * @param tornPosition where in its file
 */
public record RecoveryReport(
        long replayedRecords, long replayedBytes, long droppedRecords, long tornSegment, long tornPosition) {
    /** True if something that was never acknowledged was dropped. */
    public boolean torn() {
        return tornSegment != 0;
    }
}
