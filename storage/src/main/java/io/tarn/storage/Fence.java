package io.tarn.storage;

/**
 * A durable stop to commits in a space.
 *
 * @param space the space
 * @param owner the caller's word for who set it and why; at most {@link Limits#FENCE_OWNER_BYTES_MAX} bytes
 */
public record Fence(long space, Bytes owner) {
    public Fence {
        if (owner.length() > Limits.FENCE_OWNER_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "owner of " + owner.length() + " bytes, at most " + Limits.FENCE_OWNER_BYTES_MAX);
        }
    }
}
