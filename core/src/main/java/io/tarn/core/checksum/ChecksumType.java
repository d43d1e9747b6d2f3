package io.tarn.core.checksum;

import org.jspecify.annotations.Nullable;

/** What the checksum of a multipart object is computed over; the names are those of {@code x-amz-checksum-type}. */
public enum ChecksumType {
    /** Over all bytes of the object. */
    FULL_OBJECT,
    /** Over the checksums of its parts. */
    COMPOSITE;

    /** The type of this name, or null. */
    public static @Nullable ChecksumType ofName(String name) {
        return switch (name) {
            case "FULL_OBJECT" -> FULL_OBJECT;
            case "COMPOSITE" -> COMPOSITE;
            default -> null;
        };
    }
}
