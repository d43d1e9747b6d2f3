package io.tarn.api.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A structure with a value for every checksum algorithm, so that they can be read by algorithm. */
public interface HasChecksums {
    /** The CRC32 value in base64, or null. */
    @Nullable
    String checksumCRC32();

    /** The CRC32C value in base64, or null. */
    @Nullable
    String checksumCRC32C();

    /** The CRC64NVME value in base64, or null. */
    @Nullable
    String checksumCRC64NVME();

    /** The SHA1 value in base64, or null. */
    @Nullable
    String checksumSHA1();

    /** The SHA256 value in base64, or null. */
    @Nullable
    String checksumSHA256();

    /** The SHA512 value in base64, or null. */
    @Nullable
    String checksumSHA512();

    /** The MD5 value in base64, or null. */
    @Nullable
    String checksumMD5();

    /** The XXHASH64 value in base64, or null. */
    @Nullable
    String checksumXXHASH64();

    /** The XXHASH3 value in base64, or null. */
    @Nullable
    String checksumXXHASH3();

    /** The XXHASH128 value in base64, or null. */
    @Nullable
    String checksumXXHASH128();

    /** The values that are there, by the algorithm's name as S3 spells it. */
    default Map<String, String> checksums() {
        Map<String, String> values = new LinkedHashMap<>(2);
        put(values, "CRC32", checksumCRC32());
        put(values, "CRC32C", checksumCRC32C());
        put(values, "CRC64NVME", checksumCRC64NVME());
        put(values, "SHA1", checksumSHA1());
        put(values, "SHA256", checksumSHA256());
        put(values, "SHA512", checksumSHA512());
        put(values, "MD5", checksumMD5());
        put(values, "XXHASH64", checksumXXHASH64());
        put(values, "XXHASH3", checksumXXHASH3());
        put(values, "XXHASH128", checksumXXHASH128());
        return values;
    }

    private static void put(Map<String, String> values, String algorithm, @Nullable String value) {
        if (value != null) {
            values.put(algorithm, value);
        }
    }
}
