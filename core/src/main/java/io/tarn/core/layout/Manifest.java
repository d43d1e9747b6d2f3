package io.tarn.core.layout;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.storage.Bytes;
import io.tarn.storage.OpenRow;
import io.tarn.storage.StorageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a multipart object, in the order of their numbers; kept as the body of an {@code m} row.
 *
 * @param algorithm the algorithm of the parts' checksums, or null if they have none
 * @param parts 1 to {@link #PARTS_MAX}, ascending by number, without gaps between their bytes
 */
public record Manifest(@Nullable ChecksumAlgorithm algorithm, List<Part> parts) {
    /** Highest part number, and most parts of an object. */
    public static final int PARTS_MAX = 10_000;

    private static final String KIND = "Manifest";
    private static final int VERSION = 1;
    private static final int HEADER = 8;
    private static final int BYTES_MAX = 2 * 1024 * 1024;
    private static final int ENTRY = 2 + 8 + 8 + 8 + 16;

    /**
     * One part.
     *
     * @param number its number, 1 to {@link #PARTS_MAX}
     * @param attempt which attempt at the part was taken
     * @param offset where it begins in the object, in bytes
     * @param size its bytes
     * @param md5 its MD5, 16 bytes
     * @param checksum its checksum in the manifest's algorithm; empty without one
     */
    public record Part(int number, long attempt, long offset, long size, Bytes md5, Bytes checksum) {}

    public Manifest {
        parts = List.copyOf(parts);
        String fault = fault(algorithm, parts);
        if (fault != null) {
            throw new IllegalArgumentException("a manifest " + fault);
        }
    }

    /** Bytes of the object. */
    public long size() {
        Part last = parts.getLast();
        return last.offset() + last.size();
    }

    /** The index of the part that holds the byte at {@code offset}, 0 to {@link #size()} - 1. */
    public int indexAt(long offset) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).offset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The stored form. */
    public Bytes encode() {
        byte[] name = algorithm == null ? new byte[0] : algorithm.wireName().getBytes(StandardCharsets.UTF_8);
        int checksumLength = parts.getFirst().checksum().length();
        ByteBuffer out = ByteBuffer.allocate(HEADER + name.length + parts.size() * (ENTRY + checksumLength));
        out.put((byte) VERSION).put((byte) 0).putInt(parts.size());
        out.put((byte) checksumLength).put((byte) name.length).put(name);
        for (Part part : parts) {
            out.putShort((short) part.number())
                    .putLong(part.attempt())
                    .putLong(part.offset())
                    .putLong(part.size())
                    .put(part.md5().buffer())
                    .put(part.checksum().buffer());
        }
        return Bytes.wrap(out.array());
    }

    /**
     * Reads the stored form.
     *
     * @throws io.tarn.storage.StorageException.Corrupt if it is not one of this version
     */
    public static Manifest decode(Bytes body) {
        ByteCursor cursor = new ByteCursor(KIND, body, 0, body.length());
        int version = cursor.unsigned();
        int flags = cursor.unsigned();
        if (version != VERSION || flags != 0) {
            throw cursor.corrupt("has the unknown version " + version + " or flags " + flags);
        }
        long count = cursor.bigEndian(4);
        int checksumLength = cursor.unsigned();
        Bytes name = cursor.take(cursor.unsigned());
        if (count < 1 || count > PARTS_MAX) {
            throw cursor.corrupt("has " + count + " parts");
        }
        List<Part> parts = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            parts.add(part(cursor, checksumLength));
        }
        cursor.end();
        ChecksumAlgorithm algorithm =
                name.isEmpty() ? null : StoredValues.algorithm(cursor, ByteCursor.utf8(KIND, name));
        String fault = fault(algorithm, parts);
        if (fault != null) {
            throw cursor.corrupt(fault);
        }
        return new Manifest(algorithm, parts);
    }

    /**
     * Reads a manifest from the body of its row.
     *
     * @throws StorageException.Corrupt if it is not one of this version
     */
    public static Manifest read(OpenRow row) {
        long length = row.row().bodyLength();
        if (length < 0 || length > BYTES_MAX) {
            throw new StorageException.Corrupt("a manifest has a body of " + length + " bytes");
        }
        ByteBuffer body = ByteBuffer.allocate((int) length);
        while (body.hasRemaining()) {
            if (row.read(body.position(), body) < 0) {
                throw new StorageException.Corrupt(
                        "a manifest ends at " + body.position() + " of " + length + " bytes");
            }
        }
        return decode(Bytes.wrap(body.array()));
    }

    private static Part part(ByteCursor cursor, int checksumLength) {
        return new Part(
                (int) cursor.bigEndian(2),
                cursor.bigEndian(8),
                cursor.bigEndian(8),
                cursor.bigEndian(8),
                cursor.take(16),
                cursor.take(checksumLength));
    }

    private static @Nullable String fault(@Nullable ChecksumAlgorithm algorithm, List<Part> parts) {
        if (parts.isEmpty() || parts.size() > PARTS_MAX) {
            return "has " + parts.size() + " parts";
        }
        int checksumLength = algorithm == null ? 0 : algorithm.length();
        long offset = 0;
        int number = 0;
        for (Part part : parts) {
            if (part.number() <= number
                    || part.number() > PARTS_MAX
                    || part.offset() != offset
                    || part.size() < 0
                    || part.size() > Long.MAX_VALUE - offset
                    || part.md5().length() != 16
                    || part.checksum().length() != checksumLength) {
                return "has the part " + part + " after part " + number + ", which ends at " + offset;
            }
            number = part.number();
            offset += part.size();
        }
        return null;
    }
}
