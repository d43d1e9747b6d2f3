package io.tarn.core.checksum;

import io.tarn.storage.Bytes;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checksum.
 *
 * @param algorithm how it was computed
 * @param bytes its value, as long as the algorithm says, most significant byte first
 */
public record ChecksumValue(ChecksumAlgorithm algorithm, Bytes bytes) {
    public ChecksumValue {
        if (bytes.length() != algorithm.length()) {
            throw new IllegalArgumentException(
                    algorithm + " has " + algorithm.length() + " bytes, not " + bytes.length());
        }
    }

    /** Reads base64 (padded, of exactly the right length, no other character), or null if it is anything else. */
    public static @Nullable ChecksumValue parse(ChecksumAlgorithm algorithm, String base64) {
        byte[] bytes = Base64Text.decode(base64, algorithm.length());
        return bytes == null ? null : new ChecksumValue(algorithm, Bytes.wrap(bytes));
    }

    /**
     * The value of a multipart object of type {@link ChecksumType#COMPOSITE}: over the values of its parts, one behind
     * the other.
     *
     * @param parts in the order of the parts, all of this algorithm
     */
    public static ChecksumValue composite(ChecksumAlgorithm algorithm, List<ChecksumValue> parts) {
        RunningChecksum running = algorithm.start();
        for (ChecksumValue part : parts) {
            if (part.algorithm != algorithm) {
                throw new IllegalArgumentException(part.algorithm + " among " + algorithm);
            }
            running.update(part.bytes.buffer());
        }
        return running.value();
    }

    /**
     * The checksum of these bytes followed by others, from the checksums of both.
     *
     * @param next the checksum of what follows, of the same algorithm
     * @param nextLength how many bytes follow, 0 or more
     * @throws IllegalArgumentException unless the algorithm permits {@link ChecksumType#FULL_OBJECT}
     */
    public ChecksumValue followedBy(ChecksumValue next, long nextLength) {
        if (next.algorithm != algorithm || nextLength < 0) {
            throw new IllegalArgumentException(algorithm + " then " + next.algorithm + " of " + nextLength + " bytes");
        }
        long joined = CrcPolynomial.of(algorithm).combine(number(), next.number(), nextLength);
        return ofNumber(algorithm, joined);
    }

    /** The value as it stands in headers and XML. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    /** The value of a multipart object as it stands in headers and XML: {@code -} and the number of parts follow. */
    public String base64(int parts) {
        return base64() + "-" + parts;
    }

    /** The low {@code algorithm.length()} bytes of {@code number}. */
    static ChecksumValue ofNumber(ChecksumAlgorithm algorithm, long number) {
        byte[] bytes = new byte[algorithm.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (number >>> (8 * (bytes.length - 1 - i)));
        }
        return new ChecksumValue(algorithm, Bytes.wrap(bytes));
    }

    private long number() {
        ByteBuffer buffer = bytes.buffer();
        return bytes.length() == Long.BYTES ? buffer.getLong() : Integer.toUnsignedLong(buffer.getInt());
    }

    @Override
    public String toString() {
        return algorithm + " " + base64();
    }
}
