package io.tarn.core.body;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads lines that end in CRLF and nothing else, piece by piece. */
final class LineReader {
    private final byte[] line;
    private int length;
    private boolean carriageReturn;
    private boolean complete;

    LineReader(int bytesMax) {
        this.line = new byte[bytesMax];
    }

    /**
     * Takes bytes up to the end of the line.
     *
     * @return true if the line is complete
     * @throws io.tarn.api.error.S3Exception {@code IncompleteBody} if a CR stands alone or the line is too long
     */
    boolean take(ByteBuffer input) {
        if (complete) {
            length = 0;
            complete = false;
        }
        while (input.hasRemaining()) {
            byte one = input.get();
            if (carriageReturn) {
                if (one != '\n') {
                    throw BodyErrors.incomplete();
                }
                carriageReturn = false;
                complete = true;
                return true;
            }
            if (one == '\r') {
                carriageReturn = true;
            } else if (length == line.length) {
                throw BodyErrors.incomplete();
            } else {
                line[length++] = one;
            }
        }
        return false;
    }

    /** True if bytes of a line that is not complete were taken. */
    boolean isWithinLine() {
        return carriageReturn || (length > 0 && !complete);
    }

    /** The complete line without its end; a line feed inside it is still there. One character per byte. */
    String line() {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
}
