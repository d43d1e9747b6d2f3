package io.tarn.storage.local;

/**
 * A piece of a large body in a volume.
 *
 * @param volume the number of the volume file
 * @param position where it begins there, a multiple of {@link Format#REGION_ALIGNMENT}
 * @param length bytes of the body in it, without checksums
 */
record Extent(int volume, long position, long length) {
    /** Bytes that it takes in the volume. */
    long regionBytes() {
        return Format.align(Blocks.framedLength(length), Format.REGION_ALIGNMENT);
    }
}
