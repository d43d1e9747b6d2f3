package io.tarn.core;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, taken piece by piece as it arrives. For one thread. Whatever is left unread when the request
 * ends is the edge's to drain or cut.
 */
public interface RequestBody {
    /** Length in bytes as declared, 0 if there is none, or {@link #UNKNOWN} if it comes in HTTP chunks. */
    long length();

    /** The length of a body sent with {@code Transfer-Encoding: chunked}. */
    long UNKNOWN = -1;

    /**
     * Waits for the next bytes. The first call tells a client that sent {@code Expect: 100-continue} to go on.
     *
     * @return at least one byte, valid until the next call; null at the end
     * @throws io.tarn.api.error.S3Exception {@code IncompleteBody} or {@code RequestTimeout} if the client stops early
     */
    @Nullable
    ByteBuffer next();
}
