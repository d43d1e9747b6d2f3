package io.tarn.core.layout;

import java.util.Optional;

/** The storage classes that S3 knows, with their stored codes. */
public enum StorageClass {
    /** The usual one. */
    STANDARD(0),
    REDUCED_REDUNDANCY(1),
    STANDARD_IA(2),
    ONEZONE_IA(3),
    INTELLIGENT_TIERING(4),
    GLACIER(5),
    DEEP_ARCHIVE(6),
    OUTPOSTS(7),
    GLACIER_IR(8),
    SNOW(9),
    EXPRESS_ONEZONE(10),
    FSX_OPENZFS(11),
    FSX_ONTAP(12);

    private final int code;

    StorageClass(int code) {
        this.code = code;
    }

    /** The stored number, 0 to 31. */
    public int code() {
        return code;
    }

    /** The class of this name, exactly as S3 writes it. */
    public static Optional<StorageClass> parse(String name) {
        for (StorageClass one : values()) {
            if (one.name().equals(name)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The class with this code, if there is one. */
    static Optional<StorageClass> ofCode(long code) {
        return code >= 0 && code < values().length ? Optional.of(values()[(int) code]) : Optional.empty();
    }
}
