package io.tarn.api.s3;

import org.jspecify.annotations.Nullable;

/**
 * A builder of a structure with a value for every checksum algorithm, so that they can be set by algorithm.
 *
 * @param <B> the builder
 */
public interface TakesChecksums<B> {
    /** Sets the CRC32 value in base64; null for absent. */
    B checksumCRC32(@Nullable String value);

    /** Sets the CRC32C value in base64; null for absent. */
    B checksumCRC32C(@Nullable String value);

    /** Sets the CRC64NVME value in base64; null for absent. */
    B checksumCRC64NVME(@Nullable String value);

    /** Sets the SHA1 value in base64; null for absent. */
    B checksumSHA1(@Nullable String value);

    /** Sets the SHA256 value in base64; null for absent. */
    B checksumSHA256(@Nullable String value);

    /** Sets the SHA512 value in base64; null for absent. */
    B checksumSHA512(@Nullable String value);

    /** Sets the MD5 value in base64; null for absent. */
    B checksumMD5(@Nullable String value);

    /** Sets the XXHASH64 value in base64; null for absent. */
    B checksumXXHASH64(@Nullable String value);

    /** Sets the XXHASH3 value in base64; null for absent. */
    B checksumXXHASH3(@Nullable String value);

    /** Sets the XXHASH128 value in base64; null for absent. */
    B checksumXXHASH128(@Nullable String value);

    /**
     * Sets one value.
     *
     * @param algorithm its name as S3 spells it
     * @param value in base64
     * @throws IllegalArgumentException if S3 knows no such algorithm
     */
    default B checksum(String algorithm, String value) {
        return switch (algorithm) {
            case "CRC32" -> checksumCRC32(value);
            case "CRC32C" -> checksumCRC32C(value);
            case "CRC64NVME" -> checksumCRC64NVME(value);
            case "SHA1" -> checksumSHA1(value);
            case "SHA256" -> checksumSHA256(value);
            case "SHA512" -> checksumSHA512(value);
            case "MD5" -> checksumMD5(value);
            case "XXHASH64" -> checksumXXHASH64(value);
            case "XXHASH3" -> checksumXXHASH3(value);
            case "XXHASH128" -> checksumXXHASH128(value);
            default -> throw new IllegalArgumentException(algorithm);
        };
    }
}
