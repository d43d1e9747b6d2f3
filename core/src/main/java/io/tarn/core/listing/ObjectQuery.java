package io.tarn.core.listing;

import io.tarn.storage.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What ListObjects and ListObjectsV2 ask for.
 *
 * @param selection which keys
 * @param after the list goes on behind this; empty: it begins
 */
public record ObjectQuery(Selection selection, Bytes after) {
    /** The first form: goes on behind a marker, which may be empty. */
    public static ObjectQuery ofMarker(Selection selection, Bytes marker) {
        return new ObjectQuery(selection, marker);
    }

    /**
     * The second form: goes on where a token says, else behind a key.
     *
     * @param token as the page before gave it, or null
     * @param startAfter may be empty; ignored with a token
     * @throws io.tarn.api.error.S3Exception {@code InvalidArgument} if the token is empty or none of ours
     */
    public static ObjectQuery ofToken(Selection selection, @Nullable String token, Bytes startAfter) {
        return new ObjectQuery(selection, token == null ? startAfter : ContinuationToken.parse(token));
    }
}
