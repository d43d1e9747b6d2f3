package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import io.tarn.storage.StorageException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Walks over a stretch of bytes, refusing what does not fit as corrupt. For one thread. */
final class ByteCursor {
    private final String kind;
    private final Bytes data;
    private final int limit;
    private int position;

    ByteCursor(String kind, Bytes data, int from, int to) {
        this.kind = kind;
        this.data = data;
        position = from;
        limit = to;
    }

    int position() {
        return position;
    }

    boolean ended() {
        return position == limit;
    }

    /** Refuses bytes that are left. */
    void end() {
        if (!ended()) {
            throw corrupt("has " + (limit - position) + " bytes too many");
        }
    }

    int unsigned() {
        if (ended()) {
            throw corrupt("ends short");
        }
        return Byte.toUnsignedInt(data.at(position++));
    }

    /** A number of at most 63 bits in its shortest form. */
    long varint() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = unsigned();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw corrupt("has a number that is not in its shortest form");
                }
                return value;
            }
        }
        throw corrupt("has a number that is too long");
    }

    /** A length of something that lies ahead. */
    int size() {
        long size = varint();
        if (size > limit - position) {
            throw corrupt("ends short");
        }
        return (int) size;
    }

    long bigEndian(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = (value << 8) | unsigned();
        }
        return value;
    }

    void skip(int bytes) {
        if (bytes < 0 || bytes > limit - position) {
            throw corrupt("ends short");
        }
        position += bytes;
    }

    Bytes take(int bytes) {
        skip(bytes);
        return data.slice(position - bytes, position);
    }

    Bytes rest() {
        return take(limit - position);
    }

    String text() {
        return utf8(kind, take(size()));
    }

    String utf8Rest() {
        return utf8(kind, rest());
    }

    StorageException.Corrupt corrupt(String what) {
        return new StorageException.Corrupt("a record of kind " + kind + " " + what);
    }

    static String utf8(String kind, Bytes bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.buffer()).toString();
        } catch (CharacterCodingException malformed) {
            throw new StorageException.Corrupt("a record of kind " + kind + " holds a text that is not UTF-8");
        }
    }
}
