package io.tarn.storage.local;

import java.nio.ByteBuffer;
import java.util.List;

/** Where a body lies. */
sealed interface BodyRef {
    /** Never used twice; seeds the checksums. */
    long id();

    /** Bytes of the body. */
    long length();

    /**
     * A small body that is not in the log yet.
     *
     * @param content its bytes if {@code framed} is false, else its blocks with their checksums; never changed
     */
    record Inline(long id, long length, ByteBuffer content, boolean framed) implements BodyRef {
        /** Bytes that it takes in a record. */
        int framedLength() {
            return (int) Blocks.framedLength(length);
        }
    }

    /**
     * A small body in the log.
     *
     * @param epoch of the segment
     * @param position of its first block in the segment's file
     * @param own true if it lies in the record that holds the row
     */
    record InLog(long id, long length, long epoch, long position, boolean own) implements BodyRef {
        InLog asForeign() {
            return own ? new InLog(id, length, epoch, position, false) : this;
        }
    }

    /** A large body in volumes. */
    record InVolumes(long id, long length, List<Extent> extents) implements BodyRef {
        public InVolumes {
            extents = List.copyOf(extents);
        }
    }
}
