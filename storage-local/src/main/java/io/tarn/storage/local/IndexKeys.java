package io.tarn.storage.local;

import io.tarn.storage.Bytes;
import io.tarn.storage.RowKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The keys of the index; their order is the order of what they name. */
final class IndexKeys {
    static final byte[] APPLIED = "Mapplied".getBytes(StandardCharsets.US_ASCII);
    static final byte[] MOMENT = "Mmoment".getBytes(StandardCharsets.US_ASCII);
    static final byte[] SPACES = "Mspaces".getBytes(StandardCharsets.US_ASCII);

    private static final int ROW_PREFIX_BYTES = 10;
    private static final byte ESCAPED_ZERO = (byte) 0xFF;

    private IndexKeys() {}

    /** The key of a row. */
    static byte[] row(RowKey key) {
        return row(key.space(), key.table(), key.anchor(), key.suffix());
    }

    static byte[] row(long space, byte table, Bytes anchor, Bytes suffix) {
        int zeros = 0;
        for (int i = 0; i < anchor.length(); i++) {
            if (anchor.at(i) == 0) {
                zeros++;
            }
        }
        byte[] key = new byte[ROW_PREFIX_BYTES + anchor.length() + zeros + 2 + suffix.length()];
        ByteBuffer.wrap(key).put((byte) 'R').putLong(space).put(table);
        int at = ROW_PREFIX_BYTES;
        if (zeros == 0) {
            anchor.copyTo(key, at);
            at += anchor.length();
        } else {
            for (int i = 0; i < anchor.length(); i++) {
                key[at++] = anchor.at(i);
                if (anchor.at(i) == 0) {
                    key[at++] = ESCAPED_ZERO;
                }
            }
        }
        suffix.copyTo(key, at + 2);
        return key;
    }

    /** The row that a key names. */
    static RowKey parseRow(byte[] key) {
        ByteBuffer head = ByteBuffer.wrap(key);
        head.get();
        long space = head.getLong();
        byte table = head.get();
        int end = ROW_PREFIX_BYTES;
        boolean escaped = false;
        while (key[end] != 0 || key[end + 1] != 0) {
            if (key[end] == 0) {
                escaped = true;
                end++;
            }
            end++;
        }
        Bytes anchor = escaped ? unescape(key, end) : Bytes.wrap(Arrays.copyOfRange(key, ROW_PREFIX_BYTES, end));
        return new RowKey(space, table, anchor, Bytes.wrap(Arrays.copyOfRange(key, end + 2, key.length)));
    }

    private static Bytes unescape(byte[] key, int end) {
        ByteArrayOutputStream anchor = new ByteArrayOutputStream(end);
        for (int i = ROW_PREFIX_BYTES; i < end; i++) {
            anchor.write(key[i]);
            if (key[i] == 0) {
                i++;
            }
        }
        return Bytes.wrap(anchor.toByteArray());
    }

    /** Before all rows of a table. */
    static byte[] table(long space, byte table) {
        return ByteBuffer.allocate(ROW_PREFIX_BYTES)
                .put((byte) 'R')
                .putLong(space)
                .put(table)
                .array();
    }

    /** Before all rows of a space. */
    static byte[] space(long space) {
        return numbered('R', space);
    }

    static byte[] forward(long epoch, long position) {
        return ByteBuffer.allocate(17)
                .put((byte) 'F')
                .putLong(epoch)
                .putLong(position)
                .array();
    }

    static byte[] extent(int volume, long position) {
        return ByteBuffer.allocate(13)
                .put((byte) 'X')
                .putInt(volume)
                .putLong(position)
                .array();
    }

    static byte[] tally(long space, int counter) {
        return ByteBuffer.allocate(13)
                .put((byte) 'T')
                .putLong(space)
                .putInt(counter)
                .array();
    }

    static byte[] live(long epoch) {
        return numbered('L', epoch);
    }

    static byte[] spaceState(long space) {
        return numbered('S', space);
    }

    /** Before all keys of a letter. */
    static byte[] letter(char letter) {
        return new byte[] {(byte) letter};
    }

    /** After every key that begins with {@code prefix}, which is not all 0xFF. */
    static byte[] after(byte[] prefix) {
        byte[] next = prefix.clone();
        int last = next.length - 1;
        while (next[last] == (byte) 0xFF) {
            last--;
        }
        next[last]++;
        return Arrays.copyOf(next, last + 1);
    }

    private static byte[] numbered(char letter, long number) {
        return ByteBuffer.allocate(9).put((byte) letter).putLong(number).array();
    }
}
