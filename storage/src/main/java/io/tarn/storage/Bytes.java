package io.tarn.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes, ordered as unsigned bytes, a prefix before what it is a prefix of. */
public final class Bytes implements Comparable<Bytes> {
    /** The string of no bytes: the least of all. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] data;

    private Bytes(byte[] data) {
        this.data = data;
    }

    /** Copies {@code data}. */
    public static Bytes of(byte... data) {
        return data.length == 0 ? EMPTY : new Bytes(data.clone());
    }

    /** Takes {@code data} without copying: the caller must never write to it again. */
    public static Bytes wrap(byte[] data) {
        return data.length == 0 ? EMPTY : new Bytes(data);
    }

    /** The UTF-8 form of {@code text}. */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Length in bytes. */
    public int length() {
        return data.length;
    }

    /** True if there are no bytes. */
    public boolean isEmpty() {
        return data.length == 0;
    }

    /** The byte at {@code index}, from 0. */
    public byte at(int index) {
        return data[index];
    }

    /** True if the first bytes are those of {@code prefix}. */
    public boolean startsWith(Bytes prefix) {
        int length = prefix.data.length;
        return length <= data.length && Arrays.equals(data, 0, length, prefix.data, 0, length);
    }

    /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
    public Bytes slice(int from, int to) {
        return wrap(Arrays.copyOfRange(data, from, to));
    }

    /** These bytes followed by {@code more}. */
    public Bytes plus(Bytes more) {
        byte[] joined = Arrays.copyOf(data, data.length + more.data.length);
        System.arraycopy(more.data, 0, joined, data.length, more.data.length);
        return wrap(joined);
    }

    /** A fresh copy. */
    public byte[] toArray() {
        return data.clone();
    }

    /** A read-only view, positioned at the start. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(data).asReadOnlyBuffer();
    }

    /** Copies all bytes into {@code target} at {@code offset}. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(data, 0, target, offset, data.length);
    }

    /** The bytes read as UTF-8; malformed input becomes U+FFFD. */
    public String toUtf8() {
        return new String(data, StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(data, other.data);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    /** Hexadecimal, for messages. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(data);
    }
}
