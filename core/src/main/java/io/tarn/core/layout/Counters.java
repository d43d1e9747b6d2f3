package io.tarn.core.layout;

import io.tarn.storage.Tally;
import java.util.Map;

/** What rows count for. */
public final class Counters {
    /** Open uploads. */
    public static final int UPLOADS = 1;

    /** Bytes in parts. */
    public static final int PART_BYTES = 2;

    /** Buckets, in the system space. */
    public static final int BUCKETS = 3;

    private static final int CLASSES = 100;

    private Counters() {}

    /** The counter of objects in a storage class. */
    public static int objects(StorageClass storageClass) {
        return CLASSES + 2 * storageClass.code();
    }

    /** The counter of bytes of objects in a storage class. */
    public static int bytes(StorageClass storageClass) {
        return CLASSES + 1 + 2 * storageClass.code();
    }

    /** What a version counts for. */
    public static Tally of(ObjectRecord object) {
        return Tally.of(Map.of(objects(object.storageClass()), 1L, bytes(object.storageClass()), object.size()));
    }

    /** What a bucket counts for. */
    public static Tally ofBucket() {
        return Tally.of(Map.of(BUCKETS, 1L));
    }

    /** What an open upload counts for. */
    public static Tally ofUpload() {
        return Tally.of(Map.of(UPLOADS, 1L));
    }

    /** What a part of this many bytes counts for. */
    public static Tally ofPart(long size) {
        return Tally.of(Map.of(PART_BYTES, size));
    }
}
