package io.tarn.core.checksum;

import java.nio.ByteBuffer;

/** A checksum being computed. For one thread. */
public interface RunningChecksum {
    /** Takes the remaining bytes of {@code data}, on the heap or not, without copying them; its position stays. */
    void update(ByteBuffer data);

    /** The value over all bytes taken. Ends the computation. */
    ChecksumValue value();
}
