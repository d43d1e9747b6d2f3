package io.tarn.core.form;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one part, up to the delimiter behind them. For one thread.
 *
 * <p>The delimiter begins with the only carriage return in it. So bytes that matched its beginning and went on otherwise
 * hold no second beginning, and what has to be given back of them is the delimiter's own beginning.
 */
final class PartBytes {
    /** A part begins behind a line break, which thus has been seen of a delimiter. */
    private static final int LINE_BREAK = 2;

    private final FormInput input;
    private final byte[] delimiter;
    private int matched = LINE_BREAK;
    private int held;
    private boolean ended;

    /** Begins at the first byte of a part's content. */
    PartBytes(FormInput input, byte[] delimiter) {
        this.input = input;
        this.delimiter = delimiter;
        this.held = LINE_BREAK;
    }

    /**
     * Waits for the next bytes.
     *
     * @return at least one byte, valid until the next call; null when the delimiter was found, which then was taken
     * @throws io.tarn.api.error.S3Exception {@code MalformedPOSTRequest} if the body ends before, or the part begins
     *     with what looks like a delimiter
     */
    @Nullable
    ByteBuffer next() {
        while (!ended) {
            if (!input.fill()) {
                throw FormErrors.malformed();
            }
            ByteBuffer piece = matched > 0 ? goOn(input.buffer()) : scan(input.buffer());
            if (piece.hasRemaining()) {
                return piece;
            }
        }
        return null;
    }

    /** Goes on with a delimiter that may have begun in an earlier buffer; gives back what turned out to be none. */
    private ByteBuffer goOn(ByteBuffer buffer) {
        while (buffer.hasRemaining()
                && matched < delimiter.length
                && buffer.get(buffer.position()) == delimiter[matched]) {
            buffer.get();
            matched++;
        }
        if (matched == delimiter.length) {
            if (held > 0) {
                throw FormErrors.malformed();
            }
            ended = true;
        } else if (buffer.hasRemaining()) {
            ByteBuffer given =
                    ByteBuffer.wrap(delimiter, held, matched - held).slice().asReadOnlyBuffer();
            matched = 0;
            held = 0;
            return given;
        }
        return ByteBuffer.allocate(0);
    }

    /** The bytes before the next delimiter, or what may be the beginning of one. */
    private ByteBuffer scan(ByteBuffer buffer) {
        int start = buffer.position();
        int end = buffer.limit();
        for (int i = start; i < end; i++) {
            if (buffer.get(i) == delimiter[0]) {
                int count = matching(buffer, i);
                if (count == delimiter.length || i + count == end) {
                    buffer.position(i + count);
                    ended = count == delimiter.length;
                    matched = count;
                    return buffer.duplicate().limit(i).position(start);
                }
            }
        }
        buffer.position(end);
        return buffer.duplicate().position(start);
    }

    private int matching(ByteBuffer buffer, int from) {
        int most = Math.min(delimiter.length, buffer.limit() - from);
        int count = 0;
        while (count < most && buffer.get(from + count) == delimiter[count]) {
            count++;
        }
        return count;
    }
}
