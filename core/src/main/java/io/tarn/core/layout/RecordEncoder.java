package io.tarn.core.layout;

import io.tarn.storage.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a record: its version, then numbered fields in ascending order. For one thread. */
final class RecordEncoder {
    private byte[] data = new byte[256];
    private int length;
    private int last;

    /** Begins a record of this version. */
    static RecordEncoder version(int version) {
        RecordEncoder encoder = new RecordEncoder();
        encoder.raw(version);
        return encoder;
    }

    /** Begins bytes that are the content of one field. */
    static RecordEncoder content() {
        return new RecordEncoder();
    }

    RecordEncoder number(int field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("field " + field + " is " + value + ", below 0");
        }
        begin(field, varintLength(value));
        return rawVarint(value);
    }

    /** Left out if it is 0. */
    RecordEncoder optionalNumber(int field, long value) {
        return value == 0 ? this : number(field, value);
    }

    RecordEncoder text(int field, @Nullable String value) {
        return value == null ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    RecordEncoder bytes(int field, @Nullable Bytes value) {
        return value == null ? this : bytes(field, value.toArray());
    }

    RecordEncoder map(int field, Map<String, String> map) {
        if (map.isEmpty()) {
            return this;
        }
        RecordEncoder content = content();
        map.forEach((name, value) -> content.rawText(name).rawText(value));
        return bytes(field, content.toArray());
    }

    /** Left out if it is empty. */
    RecordEncoder texts(int field, List<String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        RecordEncoder content = content();
        texts.forEach(content::rawText);
        return bytes(field, content.toArray());
    }

    RecordEncoder raw(int value) {
        reserve(1);
        data[length++] = (byte) value;
        return this;
    }

    RecordEncoder rawBytes(Bytes value) {
        reserve(value.length());
        value.copyTo(data, length);
        length += value.length();
        return this;
    }

    RecordEncoder rawVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            raw((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        return raw((int) rest);
    }

    RecordEncoder rawText(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        rawVarint(text.length);
        append(text);
        return this;
    }

    Bytes finish() {
        return Bytes.wrap(toArray());
    }

    private byte[] toArray() {
        return Arrays.copyOf(data, length);
    }

    private RecordEncoder bytes(int field, byte[] value) {
        begin(field, value.length);
        append(value);
        return this;
    }

    private void begin(int field, int size) {
        if (field <= last) {
            throw new IllegalStateException("field " + field + " after " + last);
        }
        last = field;
        rawVarint(field);
        rawVarint(size);
    }

    private void append(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, data, length, value.length);
        length += value.length;
    }

    private void reserve(int more) {
        if (data.length - length < more) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, length + more));
        }
    }

    private static int varintLength(long value) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
    }
}
