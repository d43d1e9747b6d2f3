package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads request heads line by line, taking nothing but what RFC 9112 lets a client send: a message that another parser
 * could read differently is refused, not repaired. For one connection and one thread.
 */
final class HeadParser {
    private static final int METHOD_BYTES_MAX = 32;
    private static final int EMPTY_LINES_MAX = 1;

    private final EdgeLimits limits;
    private @Nullable RequestLine line;
    private Headers.Builder headers = Headers.builder();
    private int headerBytes;
    private int headerCount;
    private int emptyLines;
    private int scanned;

    HeadParser(EdgeLimits limits) {
        this.limits = limits;
    }

    /** True if some of a head was taken and more is to come. */
    boolean begun() {
        return line != null || scanned > 0;
    }

    /**
     * Takes complete lines from the buffer.
     *
     * @return the request when its head is complete, and the parser is ready for the next; null if more must come
     */
    @Nullable
    RequestFrame parse(ByteBuf in) throws Refusal {
        while (true) {
            int start = in.readerIndex();
            int end = in.indexOf(start + scanned, in.writerIndex(), (byte) '\n');
            if (end < 0) {
                scanned = in.readableBytes();
                checkLength(scanned);
                return null;
            }
            checkLength(end - start);
            scanned = 0;
            int length = end - start - 1;
            if (length < 0 || in.getByte(end - 1) != '\r') {
                throw Refusal.malformed("a line ends without CR");
            }
            byte[] octets = new byte[length];
            in.getBytes(start, octets);
            in.readerIndex(end + 1);
            if (length == 0 && line != null) {
                return complete(line);
            }
            take(octets);
        }
    }

    private void take(byte[] octets) throws Refusal {
        if (line == null) {
            if (octets.length == 0) {
                if (++emptyLines > EMPTY_LINES_MAX) {
                    throw Refusal.malformed("empty lines before the request line");
                }
                return;
            }
            line = RequestLine.parse(octets, METHOD_BYTES_MAX);
            return;
        }
        headerBytes += octets.length + 2;
        if (++headerCount > limits.headersMax()) {
            throw tooLarge();
        }
        addField(octets);
    }

    private void checkLength(int lineBytes) throws Refusal {
        if (line == null) {
            if (lineBytes > limits.requestLineBytesMax()) {
                throw Refusal.plain(414, "the request line is longer than " + limits.requestLineBytesMax() + " bytes");
            }
        } else if (headerBytes + lineBytes > limits.headerBytesMax()) {
            throw tooLarge();
        }
    }

    private Refusal tooLarge() {
        return Refusal.document(S3Exception.of(ErrorCode.REQUEST_HEADER_SECTION_TOO_LARGE)
                .with("MaxSizeAllowed", Integer.toString(limits.headerBytesMax())));
    }

    private void addField(byte[] octets) throws Refusal {
        int colon = 0;
        while (colon < octets.length && Octets.isToken(octets[colon])) {
            if (octets[colon] >= 'A' && octets[colon] <= 'Z') {
                octets[colon] |= 0x20;
            }
            colon++;
        }
        if (colon == 0 || colon == octets.length || octets[colon] != ':') {
            throw Refusal.malformed("a header line does not begin with a name and a colon");
        }
        int from = colon + 1;
        int to = octets.length;
        while (from < to && isBlank(octets[from])) {
            from++;
        }
        while (to > from && isBlank(octets[to - 1])) {
            to--;
        }
        for (int index = from; index < to; index++) {
            if (!Octets.isFieldValue(octets[index])) {
                throw Refusal.malformed("a control character in a header");
            }
        }
        headers.add(new String(octets, 0, colon, StandardCharsets.ISO_8859_1), Octets.text(octets, from, to));
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private RequestFrame complete(RequestLine complete) throws Refusal {
        Headers fields = headers.build();
        line = null;
        headers = Headers.builder();
        headerBytes = 0;
        headerCount = 0;
        emptyLines = 0;
        return Framing.frame(complete, fields);
    }
}
