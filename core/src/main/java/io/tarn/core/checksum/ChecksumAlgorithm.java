package io.tarn.core.checksum;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms that S3 knows for {@code x-amz-checksum-…}; the constant's name is the one on the wire. The order is
 * that of AWS's own list in error messages.
 */
public enum ChecksumAlgorithm {
    CRC32(4, true, true),
    CRC32C(4, true, true),
    CRC64NVME(8, true, false),
    MD5(16, false, true),
    SHA1(20, false, true),
    SHA256(32, false, true),
    SHA512(64, false, true),
    XXHASH128(16, false, true),
    XXHASH3(8, false, true),
    XXHASH64(8, false, true);

    /** What every name of a checksum header begins with. */
    public static final String HEADER_PREFIX = "x-amz-checksum-";

    private static final ChecksumAlgorithm[] ALL = values();

    private final int length;
    private final boolean fullObject;
    private final boolean composite;
    private final String headerName;

    ChecksumAlgorithm(int length, boolean fullObject, boolean composite) {
        this.length = length;
        this.fullObject = fullObject;
        this.composite = composite;
        this.headerName = "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    /** The algorithm of this name, in whichever case, as {@code x-amz-checksum-algorithm} carries it, or null. */
    public static @Nullable ChecksumAlgorithm ofName(String name) {
        for (ChecksumAlgorithm algorithm : ALL) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return algorithm;
            }
        }
        return null;
    }

    /** The algorithm whose value this header carries ({@code name} in small letters), or null. */
    public static @Nullable ChecksumAlgorithm ofHeader(String name) {
        if (!name.startsWith(HEADER_PREFIX)) {
            return null;
        }
        for (ChecksumAlgorithm algorithm : ALL) {
            if (algorithm.headerName.equals(name)) {
                return algorithm;
            }
        }
        return null;
    }

    /** The name in {@code x-amz-checksum-algorithm} and in XML, for example {@code CRC32C}. */
    public String wireName() {
        return name();
    }

    /** The header that carries a value, in small letters. */
    public String headerName() {
        return headerName;
    }

    /** Length of a value in bytes. */
    public int length() {
        return length;
    }

    /** Whether a multipart object may have a checksum of this algorithm and type. */
    public boolean permits(ChecksumType type) {
        return switch (type) {
            case FULL_OBJECT -> fullObject;
            case COMPOSITE -> composite;
        };
    }

    /** The type of a multipart upload that names this algorithm and no type. */
    public ChecksumType defaultMultipartType() {
        return composite ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT;
    }

    /** Begins a computation. */
    public RunningChecksum start() {
        return switch (this) {
            case CRC32 -> new ZipChecksum(this, new java.util.zip.CRC32());
            case CRC32C -> new ZipChecksum(this, new java.util.zip.CRC32C());
            case CRC64NVME -> new Crc64Nvme();
            case MD5 -> new DigestChecksum(this, Digests.md5());
            case SHA1 -> new DigestChecksum(this, Digests.sha1());
            case SHA256 -> new DigestChecksum(this, Digests.sha256());
            case SHA512 -> new DigestChecksum(this, Digests.sha512());
            case XXHASH128, XXHASH3, XXHASH64 -> new XxChecksum(this);
        };
    }

    /** The value over the remaining bytes of one buffer, whose position stays. */
    public ChecksumValue of(java.nio.ByteBuffer data) {
        RunningChecksum running = start();
        running.update(data);
        return running.value();
    }
}
