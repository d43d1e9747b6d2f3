package io.tarn.storage.local;

import io.tarn.storage.Limits;
import java.util.Set;

/**
 * How the engine is set up; {@link #standard()} suits a server, a {@link Builder} changes what differs.
 *
 * @param durability what an acknowledgement promises
 * @param segmentBytesFirst size of the first segment of a new store; each new one is twice as large
 * @param segmentBytesMax size that segments grow to
 * @param volumeBytes size of a volume file
 * @param extentBytesMax most bytes of a body that lie together in a volume; a multiple of 64 KiB
 * @param inlineBytesMax longest body that travels in the log, at most {@link Limits#SMALL_BODY_BYTES_MAX}
 * @param groupBytesMax bytes of the log that are written and synced at once, unless one commit is larger
 * @param writeBackBytes bytes of one body after which the device is asked to begin writing them
 * @param stagedBytesMax memory for bodies that are being received, beyond which no other may begin
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
        long writeBackBytes,
        long stagedBytesMax,
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
        if (inlineBytesMax < 0 || inlineBytesMax > Limits.SMALL_BODY_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "bodies of " + inlineBytesMax + " bytes in the log: at most " + Limits.SMALL_BODY_BYTES_MAX);
        }
    }

    /** What a server wants. */
    public static Options standard() {
        return builder().build();
    }

    /** Small files and no syncs, for tests on a real disk. */
    public static Options relaxed() {
        return builder()
                .durability(Durability.RELAXED)
                .segments(MIB, 16 * MIB)
                .reserve(16 * MIB, 0)
                .build();
    }

    /** Longest body: as many bytes as the most extents hold. */
    long bodyBytesMax() {
        return extentBytesMax * (LocalLimits.EXTENTS_MAX - LocalLimits.EXTENTS_GROWING_MAX);
    }

    /** Begins with what a server wants. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with these. */
    public Builder toBuilder() {
        return new Builder()
                .durability(durability)
                .segments(segmentBytesFirst, segmentBytesMax)
                .volumes(volumeBytes, extentBytesMax)
                .log(inlineBytesMax, unappliedBytesMax)
                .groupBytes(groupBytesMax)
                .writeBackBytes(writeBackBytes)
                .stagedBytes(stagedBytesMax)
                .queue(queueCommitsMax, queueBytesMax)
                .reserve(reserveBytes, reservePerMille)
                .idleMillis(idleMillis)
                .index(indexCacheBytes, indexBufferBytes)
                .sabotage(sabotage);
    }

    /** Gathers options; what is not set is as a server wants it. */
    public static final class Builder {
        private Durability durability = Durability.FULL;
        private long segmentBytesFirst = 16 * MIB;
        private long segmentBytesMax = GIB;
        private long volumeBytes = GIB;
        private long extentBytesMax = 256 * MIB;
        private int inlineBytesMax = Limits.SMALL_BODY_BYTES_MAX;
        private int groupBytesMax = (int) (2 * MIB);
        private long writeBackBytes = 4 * MIB;
        private long stagedBytesMax = 112 * MIB;
        private int queueCommitsMax = 4_096;
        private long queueBytesMax = 64 * MIB;
        private long unappliedBytesMax = 256 * MIB;
        private long reserveBytes = 256 * MIB;
        private int reservePerMille = 10;
        private long idleMillis = 100;
        private long indexCacheBytes = 32 * MIB;
        private long indexBufferBytes = 16 * MIB;
        private Set<Sabotage> sabotage = Set.of();

        private Builder() {}

        /** What an acknowledgement promises. */
        public Builder durability(Durability promised) {
            durability = promised;
            return this;
        }

        /** Segments that grow from {@code first} to {@code max} bytes. */
        public Builder segments(long first, long max) {
            segmentBytesFirst = first;
            segmentBytesMax = max;
            return this;
        }

        /** Volumes of {@code volume} bytes and extents of at most {@code extent}. */
        public Builder volumes(long volume, long extent) {
            volumeBytes = volume;
            extentBytesMax = extent;
            return this;
        }

        /** Bodies up to {@code inline} bytes in the log, and {@code unapplied} bytes of log between flushes. */
        public Builder log(int inline, long unapplied) {
            inlineBytesMax = inline;
            unappliedBytesMax = unapplied;
            return this;
        }

        /** Bytes of the log that are written and synced at once. */
        public Builder groupBytes(int bytes) {
            groupBytesMax = bytes;
            return this;
        }

        /** Bytes of one body after which the device is asked to begin writing them. */
        public Builder writeBackBytes(long bytes) {
            writeBackBytes = bytes;
            return this;
        }

        /** Memory for bodies that are being received. */
        public Builder stagedBytes(long bytes) {
            stagedBytesMax = bytes;
            return this;
        }

        /** At most {@code commits} waiting, of {@code bytes} together. */
        public Builder queue(int commits, long bytes) {
            queueCommitsMax = commits;
            queueBytesMax = bytes;
            return this;
        }

        /** Space of the device that writes leave free: so many bytes, or such a share of it if that is more. */
        public Builder reserve(long bytes, int perMille) {
            reserveBytes = bytes;
            reservePerMille = perMille;
            return this;
        }

        /** How long the committer waits before it seals what it wrote. */
        public Builder idleMillis(long millis) {
            idleMillis = millis;
            return this;
        }

        /** Memory of the index: for its cache, and for one of its write buffers. */
        public Builder index(long cache, long buffer) {
            indexCacheBytes = cache;
            indexBufferBytes = buffer;
            return this;
        }

        /** Mistakes to make. */
        public Builder sabotage(Set<Sabotage> mistakes) {
            sabotage = Set.copyOf(mistakes);
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException if they do not go together
         */
        public Options build() {
            return new Options(
                    durability,
                    segmentBytesFirst,
                    segmentBytesMax,
                    volumeBytes,
                    extentBytesMax,
                    inlineBytesMax,
                    groupBytesMax,
                    writeBackBytes,
                    stagedBytesMax,
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
    }
}
