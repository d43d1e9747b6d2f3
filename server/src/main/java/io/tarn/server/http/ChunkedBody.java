package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A body in chunks (RFC 9112 section 7.1). Only CRLF ends a line, an extension is tokens without quotes, and trailers
 * are checked and dropped: whatever two parsers could read in two ways is refused.
 */
final class ChunkedBody implements BodyDecoder {
    private static final int SIZE_DIGITS_MAX = 15;

    private enum Part {
        SIZE,
        EXTENSION_START,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_LF,
        END_LF,
        END
    }

    private final int lineBytesMax;
    private final int trailerBytesMax;
    private Part part = Part.SIZE;
    private long size;
    private int digits;
    private int lineBytes;
    private int trailerBytes;

    ChunkedBody(int lineBytesMax, int trailerBytesMax) {
        this.lineBytesMax = lineBytesMax;
        this.trailerBytesMax = trailerBytesMax;
    }

    @Override
    public boolean ended() {
        return part == Part.END;
    }

    /** The data of several chunks in one buffer is moved together, so that tiny chunks cost no piece each. */
    @Override
    public @Nullable ByteBuf take(ByteBuf in) throws Refusal {
        int start = -1;
        int end = -1;
        while (part != Part.END && in.isReadable()) {
            if (part != Part.DATA) {
                part = after(in.readByte());
                continue;
            }
            int bytes = (int) Math.min(size, in.readableBytes());
            if (start < 0) {
                start = in.readerIndex();
                end = start;
            } else {
                in.setBytes(end, in, in.readerIndex(), bytes);
            }
            end += bytes;
            in.skipBytes(bytes);
            size -= bytes;
            if (size == 0) {
                part = Part.DATA_CR;
            }
        }
        return start < 0 ? null : in.retainedSlice(start, end - start);
    }

    private Part after(byte octet) throws Refusal {
        return switch (part) {
            case SIZE, EXTENSION_START, EXTENSION -> inSizeLine(octet);
            case SIZE_LF -> {
                expect('\n', octet);
                yield startChunk();
            }
            case DATA_CR -> {
                expect('\r', octet);
                yield Part.DATA_LF;
            }
            case DATA_LF -> {
                expect('\n', octet);
                yield Part.SIZE;
            }
            case TRAILER_START, TRAILER_NAME, TRAILER_VALUE, TRAILER_LF -> inTrailer(octet);
            case END_LF -> {
                expect('\n', octet);
                yield Part.END;
            }
            case DATA, END -> throw new IllegalStateException(part.name());
        };
    }

    private Part startChunk() {
        Part next = size == 0 ? Part.TRAILER_START : Part.DATA;
        digits = 0;
        lineBytes = 0;
        return next;
    }

    private Part inSizeLine(byte octet) throws Refusal {
        if (++lineBytes > lineBytesMax) {
            throw Refusal.malformed("a chunk's size line is longer than " + lineBytesMax + " bytes");
        }
        if (part == Part.SIZE) {
            int digit = Octets.hex(octet);
            if (digit >= 0) {
                if (++digits > SIZE_DIGITS_MAX) {
                    throw Refusal.malformed("a chunk size too large to be one");
                }
                size = size << 4 | digit;
                return Part.SIZE;
            }
            if (digits == 0) {
                throw Refusal.malformed("a chunk without a size");
            }
        }
        if (Octets.isToken(octet) && part != Part.SIZE) {
            return Part.EXTENSION;
        }
        if (part == Part.EXTENSION_START) {
            throw Refusal.malformed("a chunk extension that is not tokens");
        }
        if (octet == '=' && part == Part.EXTENSION) {
            return Part.EXTENSION_START;
        }
        return switch (octet) {
            case '\r' -> Part.SIZE_LF;
            case ';' -> Part.EXTENSION_START;
            default -> throw Refusal.malformed("a chunk's size line that is not a size and tokens");
        };
    }

    private Part inTrailer(byte octet) throws Refusal {
        if (++trailerBytes > trailerBytesMax) {
            throw Refusal.malformed("trailers of more than " + trailerBytesMax + " bytes");
        }
        return switch (part) {
            case TRAILER_START -> {
                if (octet == '\r') {
                    yield Part.END_LF;
                }
                yield inTrailerName(octet);
            }
            case TRAILER_NAME -> octet == ':' ? Part.TRAILER_VALUE : inTrailerName(octet);
            case TRAILER_VALUE -> {
                if (octet == '\r') {
                    yield Part.TRAILER_LF;
                }
                if (!Octets.isFieldValue(octet)) {
                    throw Refusal.malformed("a control character in a trailer");
                }
                yield Part.TRAILER_VALUE;
            }
            default -> {
                expect('\n', octet);
                yield Part.TRAILER_START;
            }
        };
    }

    private static Part inTrailerName(byte octet) throws Refusal {
        if (!Octets.isToken(octet)) {
            throw Refusal.malformed("a trailer that does not begin with a name and a colon");
        }
        return Part.TRAILER_NAME;
    }

    private static void expect(char wanted, byte octet) throws Refusal {
        if (octet != wanted) {
            throw Refusal.malformed("a chunk or its size line does not end with CRLF");
        }
    }
}
