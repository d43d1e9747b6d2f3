package io.tarn.core.layout;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumType;
import io.tarn.core.checksum.ChecksumValue;

/**
 * A checksum kept with an object or a part.
 *
 * @param value algorithm and raw value
 * @param type what it was computed over
 * @param parts number of parts of a composite value, else 0
 */
public record StoredChecksum(ChecksumValue value, ChecksumType type, int parts) {
    public StoredChecksum {
        if (parts < 0 || (type == ChecksumType.COMPOSITE) != (parts > 0)) {
            throw new IllegalArgumentException(type + " of " + parts + " parts");
        }
    }

    /** A checksum over all bytes. */
    public static StoredChecksum full(ChecksumValue value) {
        return new StoredChecksum(value, ChecksumType.FULL_OBJECT, 0);
    }

    /** Its algorithm. */
    public ChecksumAlgorithm algorithm() {
        return value.algorithm();
    }

    /** As it stands in headers and XML: a composite value ends in {@code -} and the number of parts. */
    public String text() {
        return parts == 0 ? value.base64() : value.base64(parts);
    }
}
