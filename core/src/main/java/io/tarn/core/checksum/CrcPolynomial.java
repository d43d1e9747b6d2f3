package io.tarn.core.checksum;

/**
 * The arithmetic of a reflected CRC: polynomials over GF(2) modulo the generator, the coefficient of the lowest power
 * in the highest bit.
 */
enum CrcPolynomial {
    CRC32(32, 0xEDB88320L),
    CRC32C(32, 0x82F63B78L),
    CRC64NVME(64, 0x9A6C9329AC4BC9B5L);

    private final long top;
    private final int width;
    private final long generator;

    CrcPolynomial(int width, long generator) {
        this.width = width;
        this.top = 1L << (width - 1);
        this.generator = generator;
    }

    /** That of an algorithm. */
    static CrcPolynomial of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> CRC32;
            case CRC32C -> CRC32C;
            case CRC64NVME -> CRC64NVME;
            case MD5, SHA1, SHA256, SHA512, XXHASH128, XXHASH3, XXHASH64 ->
                throw new IllegalArgumentException(algorithm + " values of parts cannot be combined");
        };
    }

    long generator() {
        return generator;
    }

    /** The CRC of A followed by B, from the CRCs of both and the length of B in bytes. */
    long combine(long crcA, long crcB, long lengthB) {
        return multiply(crcA, powerOfBytes(lengthB)) ^ crcB;
    }

    /** x to the power of 8 × {@code bytes}: what that many bytes do to the register. */
    long powerOfBytes(long bytes) {
        long result = top;
        long square = top >>> 8;
        for (long rest = bytes; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    /** The product of two polynomials. */
    long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (int i = 0; i < width; i++) {
            if ((a & (top >>> i)) != 0) {
                product ^= shifted;
            }
            shifted = (shifted >>> 1) ^ ((shifted & 1) != 0 ? generator : 0);
        }
        return product;
    }
}
