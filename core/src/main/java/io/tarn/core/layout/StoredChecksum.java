package io.tarn.core.layout;

import io.tarn.storage.Bytes;

/**
 * A checksum kept with an object or a part.
 *
 * @param algorithm as S3 spells it, for example {@code CRC64NVME}
 * @param type what it was computed over
 * @param value the raw value, 1 to 64 bytes
 * @param parts number of parts of a composite value, else 0
 */
public record StoredChecksum(String algorithm, Type type, Bytes value, int parts) {
    /** Longest value, in bytes. */
    public static final int VALUE_BYTES_MAX = 64;

    /** What a checksum was computed over. */
    public enum Type {
        /** All bytes of the object. */
        FULL_OBJECT,
        /** The checksums of its parts. */
        COMPOSITE
    }

    public StoredChecksum {
        if (value.isEmpty() || value.length() > VALUE_BYTES_MAX || algorithm.isEmpty()) {
            throw new IllegalArgumentException("checksum " + algorithm + " of " + value.length() + " bytes");
        }
        if (parts < 0 || (type == Type.COMPOSITE) != (parts > 0)) {
            throw new IllegalArgumentException(type + " of " + parts + " parts");
        }
    }

    /** A checksum over all bytes. */
    public static StoredChecksum full(String algorithm, Bytes value) {
        return new StoredChecksum(algorithm, Type.FULL_OBJECT, value, 0);
    }
}
