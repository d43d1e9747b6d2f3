package io.tarn.core.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * CRC-64/NVME (NVM Express NVM Command Set Specification, section 5.2.1.3.4).
 *
 * <p>Eight bytes are taken at a time by eight tables. One register waits for its own last lookup, so a long buffer is
 * cut into four lanes that run side by side; a lane's register then skips the lanes behind it by one more set of
 * tables.
 */
final class Crc64Nvme implements RunningChecksum {
    private static final int LANES = 4;

    /** Bytes of one lane. */
    private static final int LANE = 2 * 1024;

    private static final int STRIPE = LANES * LANE;

    private static final VarHandle HEAP_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BUFFER_LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Entry 256 × k + b: byte b, followed by k zero bytes. */
    private static final long[] SLICES = slices();

    /** Entry 256 × k + b: byte k of a register being b, followed by one lane of zero bytes. */
    private static final long[] SKIPS = skips();

    private long register = -1;

    @Override
    public void update(ByteBuffer data) {
        register = data.hasArray()
                ? heap(register, data.array(), data.arrayOffset() + data.position(), data.remaining())
                : direct(register, data, data.position(), data.remaining());
    }

    @Override
    public ChecksumValue value() {
        return ChecksumValue.ofNumber(ChecksumAlgorithm.CRC64NVME, ~register);
    }

    private static long heap(long start, byte[] data, int offset, int length) {
        long crc = start;
        int at = offset;
        int end = offset + length;
        for (; end - at >= STRIPE; at += STRIPE) {
            crc = heapStripe(crc, data, at);
        }
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            crc = step(crc ^ (long) HEAP_LONG.get(data, at));
        }
        for (; at < end; at++) {
            crc = (crc >>> 8) ^ SLICES[(int) ((crc ^ data[at]) & 0xFF)];
        }
        return crc;
    }

    private static long heapStripe(long start, byte[] data, int at) {
        long a = start;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int i = at; i < at + LANE; i += Long.BYTES) {
            a = step(a ^ (long) HEAP_LONG.get(data, i));
            b = step(b ^ (long) HEAP_LONG.get(data, i + LANE));
            c = step(c ^ (long) HEAP_LONG.get(data, i + 2 * LANE));
            d = step(d ^ (long) HEAP_LONG.get(data, i + 3 * LANE));
        }
        return skip(skip(skip(a) ^ b) ^ c) ^ d;
    }

    private static long direct(long start, ByteBuffer data, int offset, int length) {
        long crc = start;
        int at = offset;
        int end = offset + length;
        for (; end - at >= STRIPE; at += STRIPE) {
            crc = directStripe(crc, data, at);
        }
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            crc = step(crc ^ (long) BUFFER_LONG.get(data, at));
        }
        for (; at < end; at++) {
            crc = (crc >>> 8) ^ SLICES[(int) ((crc ^ data.get(at)) & 0xFF)];
        }
        return crc;
    }

    private static long directStripe(long start, ByteBuffer data, int at) {
        long a = start;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int i = at; i < at + LANE; i += Long.BYTES) {
            a = step(a ^ (long) BUFFER_LONG.get(data, i));
            b = step(b ^ (long) BUFFER_LONG.get(data, i + LANE));
            c = step(c ^ (long) BUFFER_LONG.get(data, i + 2 * LANE));
            d = step(d ^ (long) BUFFER_LONG.get(data, i + 3 * LANE));
        }
        return skip(skip(skip(a) ^ b) ^ c) ^ d;
    }

    private static long step(long x) {
        long[] slices = SLICES;
        return slices[7 * 256 + (int) (x & 0xFF)]
                ^ slices[6 * 256 + (int) ((x >>> 8) & 0xFF)]
                ^ slices[5 * 256 + (int) ((x >>> 16) & 0xFF)]
                ^ slices[4 * 256 + (int) ((x >>> 24) & 0xFF)]
                ^ slices[3 * 256 + (int) ((x >>> 32) & 0xFF)]
                ^ slices[2 * 256 + (int) ((x >>> 40) & 0xFF)]
                ^ slices[256 + (int) ((x >>> 48) & 0xFF)]
                ^ slices[(int) (x >>> 56)];
    }

    private static long skip(long x) {
        long result = 0;
        for (int k = 0; k < Long.BYTES; k++) {
            result ^= SKIPS[(256 * k) + (int) ((x >>> (8 * k)) & 0xFF)];
        }
        return result;
    }

    private static long[] slices() {
        long[] table = new long[8 * 256];
        for (int b = 0; b < 256; b++) {
            long crc = b;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) != 0 ? CrcPolynomial.CRC64NVME.generator() : 0);
            }
            table[b] = crc;
        }
        for (int i = 256; i < table.length; i++) {
            long shorter = table[i - 256];
            table[i] = (shorter >>> 8) ^ table[(int) (shorter & 0xFF)];
        }
        return table;
    }

    private static long[] skips() {
        long lane = CrcPolynomial.CRC64NVME.powerOfBytes(LANE);
        long[] table = new long[8 * 256];
        for (int i = 0; i < table.length; i++) {
            table[i] = CrcPolynomial.CRC64NVME.multiply((long) (i & 0xFF) << (8 * (i >>> 8)), lane);
        }
        return table;
    }
}
