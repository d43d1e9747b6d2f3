package io.tarn.core.body;

import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body as the client meant them, whatever framing they came in. For one thread.
 *
 * <p>Bytes may be given before the signature that covers them was seen: nothing may be published before
 * {@link #next} returned null.
 */
public interface Payload {
    /** The length of a payload whose length nobody declared. */
    long UNKNOWN = -1;

    /** Length in bytes, framing not counted, as declared, or {@link #UNKNOWN}. */
    long length();

    /**
     * Waits for the next bytes.
     *
     * @return at least one byte, valid until the next call, of which the caller may move the position; null after the
     *     last, when as many came as were declared and every chunk and trailer signature matched
     * @throws io.tarn.api.error.S3Exception {@code IncompleteBody}, {@code InvalidChunkSizeError},
     *     {@code MalformedTrailerError}, {@code SignatureDoesNotMatch} or what the edge gives; the connection is of no
     *     more use then
     */
    @Nullable
    ByteBuffer next();

    /** The trailers that came, once {@link #next} returned null: name in small letters to value. */
    Map<String, String> trailers();
}
