package io.tarn.core.layout;

import io.tarn.storage.Bytes;

/**
 * Names a multipart upload within its key, and for ever after the parts that came of it.
 *
 * @param bytes {@link #LENGTH} bytes: 6 of milliseconds since 1970, then randomness
 */
public record UploadId(Bytes bytes) implements Comparable<UploadId> {
    /** Length in bytes. */
    public static final int LENGTH = 16;

    /** How many of the bytes are random. */
    public static final int RANDOM_LENGTH = 10;

    public UploadId {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("an upload id of " + bytes.length() + " bytes");
        }
    }

    /** A new id from a time and {@link #RANDOM_LENGTH} random bytes. */
    public static UploadId of(long millis, byte[] random) {
        if (random.length != RANDOM_LENGTH) {
            throw new IllegalArgumentException(random.length + " random bytes");
        }
        byte[] id = new byte[LENGTH];
        for (int i = 0; i < 6; i++) {
            id[i] = (byte) (millis >>> (8 * (5 - i)));
        }
        System.arraycopy(random, 0, id, 6, RANDOM_LENGTH);
        return new UploadId(Bytes.wrap(id));
    }

    @Override
    public int compareTo(UploadId other) {
        return bytes.compareTo(other.bytes);
    }

    /** Hexadecimal. */
    @Override
    public String toString() {
        return bytes.toString();
    }
}
