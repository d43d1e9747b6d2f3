package io.tarn.storage.local;

import java.util.Set;

/**
 * How the engine is set up; {@link #standard()} suits a server, the {@code with} methods change one thing.
 *
 * @param durability what an acknowledgement promises
 * @param segmentBytesFirst size of the first segment of a new store; each new one is twice as large
 * @param segmentBytesMax size that segments grow to
 * @param volumeBytes size of a volume file
 * @param extentBytesMax most bytes of a body that lie together in a volume; a multiple of 64 KiB
 * @param inlineBytesMax longest body that travels in the log
 * @param groupBytesMax bytes of the log that are written and synced at once, unless one commit is larger
 * @param batchBytesMax longest commit, with its small bodies; a longer one is refused
 * @param queueCommitsMax commits that may wait; one more is answered {@code Busy}
 * @param queueBytesMax bytes of commits that may wait
 * @param unappliedBytesMax bytes of log that may pile up before the index is flushed
 * @param reserveBytes space of the device that writes leave free; see {@link #reservePerMille}
 * @param reservePerMille the same as a share of the device: the larger one counts
 * @param idleMillis how long the committer waits before it seals what it wrote with an idle record
 * @param indexCacheBytes memory for blocks of the index
 * @param indexBufferBytes memory for one write buffer of the index, of which there may be three
 * @param sabotage mistakes to make, for those who test the testers; empty
 */
public record Options(
        Durability durability,
        long segmentBytesFirst,
        long segmentBytesMax,
        long volumeBytes,
        long extentBytesMax,
        int inlineBytesMax,
        int groupBytesMax,
        int batchBytesMax,
        int queueCommitsMax,
        long queueBytesMax,
        long unappliedBytesMax,
        long reserveBytes,
        int reservePerMille,
        long idleMillis,
        long indexCacheBytes,
        long indexBufferBytes,
        Set<Sabotage> sabotage) {
    private static final long KIB = 1_024;
    private static final long MIB = 1_024 * KIB;
    private static final long GIB = 1_024 * MIB;

    public Options {
        sabotage = Set.copyOf(sabotage);
        if (segmentBytesFirst < 16 * KIB || segmentBytesMax < segmentBytesFirst) {
            throw new IllegalArgumentException("segments from " + segmentBytesFirst + " to " + segmentBytesMax
                    + " bytes: the first must have at least 16384, the largest no fewer than the first");
        }
        if (extentBytesMax % Format.BLOCK_BYTES != 0
                || extentBytesMax <= 0
                || Blocks.framedLength(extentBytesMax) + 2L * Format.REGION_ALIGNMENT > volumeBytes) {
            throw new IllegalArgumentException("extents of " + extentBytesMax
                    + " bytes must be a multiple of 65536 and fit into a volume of " + volumeBytes);
        }
        if (inlineBytesMax < 0 || inlineBytesMax > batchBytesMax / 2) {
            throw new IllegalArgumentException(
                    "bodies of " + inlineBytesMax + " bytes do not fit into commits of " + batchBytesMax);
        }
    }

    /** What a server wants. */
    public static Options standard() {
        return new Options(
                Durability.FULL,
                16 * MIB,
                GIB,
                GIB,
                256 * MIB,
                (int) (128 * KIB),
                (int) (2 * MIB),
                (int) (32 * MIB),
                4_096,
                64 * MIB,
                256 * MIB,
                256 * MIB,
                10,
                100,
                32 * MIB,
                16 * MIB,
                Set.of());
    }

    /** Small files and no syncs, for tests on a real disk. */
    public static Options relaxed() {
        return standard()
                .withDurability(Durability.RELAXED)
                .withSegments(MIB, 16 * MIB)
                .withReserve(16 * MIB, 0);
    }

    /** With another durability. */
    public Options withDurability(Durability other) {
        return new Options(
                other,
                segmentBytesFirst,
                segmentBytesMax,
                volumeBytes,
                extentBytesMax,
                inlineBytesMax,
                groupBytesMax,
                batchBytesMax,
                queueCommitsMax,
                queueBytesMax,
                unappliedBytesMax,
                reserveBytes,
                reservePerMille,
                idleMillis,
                indexCacheBytes,
                indexBufferBytes,
                sabotage);
    }

    /** With segments that grow from {@code first} to {@code max} bytes. */
    public Options withSegments(long first, long max) {
        return new Options(
                durability,
                first,
                max,
                volumeBytes,
                extentBytesMax,
                inlineBytesMax,
                groupBytesMax,
                batchBytesMax,
                queueCommitsMax,
                queueBytesMax,
                unappliedBytesMax,
                reserveBytes,
                reservePerMille,
                idleMillis,
                indexCacheBytes,
                indexBufferBytes,
                sabotage);
    }

    /** With volumes of {@code volume} bytes and extents of at most {@code extent}. */
    public Options withVolumes(long volume, long extent) {
        return new Options(
                durability,
                segmentBytesFirst,
                segmentBytesMax,
                volume,
                extent,
                inlineBytesMax,
                groupBytesMax,
                batchBytesMax,
                queueCommitsMax,
                queueBytesMax,
                unappliedBytesMax,
                reserveBytes,
                reservePerMille,
                idleMillis,
                indexCacheBytes,
                indexBufferBytes,
                sabotage);
    }

    /** With bodies up to {@code inline} bytes in the log and {@code unapplied} bytes of log between flushes. */
    public Options withLog(int inline, long unapplied) {
        return new Options(
                durability,
                segmentBytesFirst,
                segmentBytesMax,
                volumeBytes,
                extentBytesMax,
                inline,
                groupBytesMax,
                batchBytesMax,
                queueCommitsMax,
                queueBytesMax,
                unapplied,
                reserveBytes,
                reservePerMille,
                idleMillis,
                indexCacheBytes,
                indexBufferBytes,
                sabotage);
    }

    /** With at most {@code commits} waiting. */
    public Options withQueue(int commits) {
        return new Options(
                durability,
                segmentBytesFirst,
                segmentBytesMax,
                volumeBytes,
                extentBytesMax,
                inlineBytesMax,
                groupBytesMax,
                batchBytesMax,
                commits,
                queueBytesMax,
                unappliedBytesMax,
                reserveBytes,
                reservePerMille,
                idleMillis,
                indexCacheBytes,
                indexBufferBytes,
                sabotage);
    }

    /** With another reserve. */
    public Options withReserve(long bytes, int perMille) {
        return new Options(
                durability,
                segmentBytesFirst,
                segmentBytesMax,
                volumeBytes,
                extentBytesMax,
                inlineBytesMax,
                groupBytesMax,
                batchBytesMax,
                queueCommitsMax,
                queueBytesMax,
                unappliedBytesMax,
                bytes,
                perMille,
                idleMillis,
                indexCacheBytes,
                indexBufferBytes,
                sabotage);
    }

    /** With mistakes. */
    public Options withSabotage(Set<Sabotage> mistakes) {
        return new Options(
                durability,
                segmentBytesFirst,
                segmentBytesMax,
                volumeBytes,
                extentBytesMax,
                inlineBytesMax,
                groupBytesMax,
                batchBytesMax,
                queueCommitsMax,
                queueBytesMax,
                unappliedBytesMax,
                reserveBytes,
                reservePerMille,
                idleMillis,
                indexCacheBytes,
                indexBufferBytes,
                mistakes);
    }
}
