package io.tarn.core.body;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.core.RequestBody;
import io.tarn.core.auth.ChunkChain;
import io.tarn.core.checksum.Digests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body framed in aws-chunked (Amazon S3, "Signature Calculations: Transferring Payload in Multiple Chunks"): each
 * chunk is its length in hexadecimal, in signed bodies {@code ;chunk-signature=} and the signature, CRLF, its bytes,
 * CRLF; a chunk of length 0 ends them; trailers and an empty line follow.
 */
final class ChunkedPayload implements Payload {
    private static final String EXTENSION = ";chunk-signature=";

    /** Longest length of a chunk in hexadecimal digits. */
    private static final int SIZE_DIGITS_MAX = 15;

    private enum State {
        CHUNK_LINE,
        DATA,
        DATA_END,
        TRAILERS,
        ENDED
    }

    private final RequestBody body;
    private final long length;
    private final @Nullable ChunkChain chain;
    private final @Nullable MessageDigest chunkDigest;
    private final Trailers trailers;
    private final LineReader chunkLine = new LineReader(BodyLimits.CHUNK_LINE_BYTES_MAX);

    private State state = State.CHUNK_LINE;
    private ByteBuffer input = ByteBuffer.allocate(0);
    private String signature = "";
    private long chunkSize;
    private long chunkLeft;
    private long chunks;
    private long decoded;
    private int endSeen;

    /** Signed if there is a {@code chain}; {@code signedTrailer} says that signed trailers follow. */
    ChunkedPayload(RequestBody body, long length, @Nullable ChunkChain chain, boolean signedTrailer) {
        this.body = body;
        this.length = length;
        this.chain = chain;
        this.chunkDigest = chain == null ? null : Digests.sha256();
        this.trailers = new Trailers(chain, signedTrailer);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Map<String, String> trailers() {
        return trailers.values();
    }

    @Override
    public @Nullable ByteBuffer next() {
        while (true) {
            if (!input.hasRemaining() && !fill()) {
                return null;
            }
            switch (state) {
                case CHUNK_LINE -> {
                    if (chunkLine.take(input)) {
                        beginChunk(chunkLine.line());
                    }
                }
                case DATA -> {
                    return data();
                }
                case DATA_END -> takeDataEnd();
                case TRAILERS, ENDED -> {
                    // What follows the end is for the trailers to judge, too.
                    if (trailers.take(input)) {
                        state = State.ENDED;
                    }
                }
            }
        }
    }

    /** Gets more of the body; false at its end, if that is where it may end. */
    private boolean fill() {
        ByteBuffer more = body.next();
        if (more == null) {
            if (state != State.ENDED || trailers.isWithinLine()) {
                throw BodyErrors.incomplete();
            }
            return false;
        }
        input = more;
        return true;
    }

    private void beginChunk(String line) {
        int digits = line.indexOf(';');
        String size = digits < 0 ? line : line.substring(0, digits);
        String extension = digits < 0 ? "" : line.substring(digits);
        if (chain == null ? !extension.isEmpty() : !extension.startsWith(EXTENSION)) {
            throw BodyErrors.incomplete();
        }
        long previous = chunkSize;
        chunkSize = size(size);
        signature = chain == null ? "" : extension.substring(EXTENSION.length());
        if (chunkSize == 0) {
            endChunks();
            return;
        }
        if (chunks > 0 && previous < BodyLimits.CHUNK_BYTES_MIN) {
            throw S3Exception.of(ErrorCode.INVALID_CHUNK_SIZE_ERROR)
                    .with("Chunk", Long.toString(chunks))
                    .with("BadChunkSize", Long.toString(previous));
        }
        if (chunkSize > length - decoded) {
            throw BodyErrors.incomplete();
        }
        chunks++;
        decoded += chunkSize;
        chunkLeft = chunkSize;
        state = State.DATA;
    }

    private static long size(String digits) {
        if (digits.isEmpty() || digits.length() > SIZE_DIGITS_MAX) {
            throw BodyErrors.incomplete();
        }
        long size = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw BodyErrors.incomplete();
            }
            size = (size << 4) | digit;
        }
        return size;
    }

    private ByteBuffer data() {
        int count = (int) Math.min(chunkLeft, input.remaining());
        ByteBuffer piece = input.slice(input.position(), count);
        input.position(input.position() + count);
        if (chunkDigest != null) {
            chunkDigest.update(piece);
            piece.rewind();
        }
        chunkLeft -= count;
        if (chunkLeft == 0) {
            state = State.DATA_END;
            endSeen = 0;
        }
        return piece;
    }

    private void takeDataEnd() {
        while (endSeen < 2 && input.hasRemaining()) {
            if (input.get() != (endSeen == 0 ? '\r' : '\n')) {
                throw BodyErrors.incomplete();
            }
            endSeen++;
        }
        if (endSeen == 2) {
            verifyChunk();
            state = State.CHUNK_LINE;
        }
    }

    private void endChunks() {
        if (decoded != length) {
            throw BodyErrors.incomplete();
        }
        verifyChunk();
        state = State.TRAILERS;
    }

    private void verifyChunk() {
        if (chain != null && chunkDigest != null) {
            chain.verifyChunk(signature, chunkDigest.digest());
        }
    }
}
