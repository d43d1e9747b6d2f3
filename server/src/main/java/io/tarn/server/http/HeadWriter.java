package io.tarn.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.tarn.api.http.Headers;
import io.tarn.api.http.ResponseHead;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the head of an answer. Names of HTTP's own fields are written as they stand in its standards. */
final class HeadWriter {
    private static final Set<String> OURS =
            Set.of("date", "server", "connection", "transfer-encoding", "keep-alive", "upgrade");

    private static final Map<String, String> SPELLED = spelled(
            "accept-ranges",
            "access-control-allow-credentials",
            "access-control-allow-headers",
            "access-control-allow-methods",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "access-control-max-age",
            "allow",
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-range",
            "content-type",
            "expires",
            "last-modified",
            "location",
            "retry-after",
            "vary");

    private final DateLine dateLine;

    HeadWriter(DateLine dateLine) {
        this.dateLine = dateLine;
    }

    /** How the end of the body is told. */
    enum Ending {
        /** By its length, already among the fields, or not at all because there is no body. */
        DECLARED,
        /** There is a body of no bytes, and nobody said so. */
        EMPTY,
        CHUNKS,
        /** By the end of the connection. */
        CLOSE
    }

    /** Adds the head, which was {@linkplain #check checked}, to the buffer. */
    void write(ByteBuf out, ResponseHead head, Ending ending, boolean close) {
        int status = head.status();
        out.writeBytes(StatusLine.octets(status));
        out.writeBytes(dateLine.octets());
        boolean bodiless = status == 204 || status == 304;
        for (Headers.Field field : head.headers()) {
            boolean dropped = OURS.contains(field.name())
                    || (bodiless && field.name().equals("content-length"))
                    || (status == 204 && field.name().equals("content-type"));
            if (!dropped) {
                field(out, SPELLED.getOrDefault(field.name(), field.name()), field.value());
            }
        }
        switch (ending) {
            case EMPTY -> field(out, "Content-Length", "0");
            case CHUNKS -> field(out, "Transfer-Encoding", "chunked");
            case DECLARED, CLOSE -> {}
        }
        if (close) {
            field(out, "Connection", "close");
        }
        out.writeShort('\r' << 8 | '\n');
    }

    /** Throws {@link IllegalArgumentException} if a field could be taken for something else. */
    static void check(Headers headers) {
        for (Headers.Field field : headers) {
            String name = field.name();
            for (int index = 0; index < name.length(); index++) {
                if (name.charAt(index) > 0x7e || !Octets.isToken((byte) name.charAt(index))) {
                    throw new IllegalArgumentException("not the name of a header: " + name);
                }
            }
            String value = field.value();
            for (int index = 0; index < value.length(); index++) {
                char character = value.charAt(index);
                if ((character < 0x20 && character != '\t') || character == 0x7f) {
                    throw new IllegalArgumentException("a control character in the header " + name);
                }
            }
        }
    }

    private static void field(ByteBuf out, String name, String value) {
        ByteBufUtil.writeAscii(out, name);
        out.writeShort(':' << 8 | ' ');
        ByteBufUtil.writeUtf8(out, value);
        out.writeShort('\r' << 8 | '\n');
    }

    private static Map<String, String> spelled(String... names) {
        Map<String, String> spelled = new HashMap<>();
        for (String name : names) {
            spelled.put(
                    name,
                    Arrays.stream(name.split("-", -1))
                            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                            .collect(Collectors.joining("-")));
        }
        spelled.put("etag", "ETag");
        spelled.put("www-authenticate", "WWW-Authenticate");
        return Map.copyOf(spelled);
    }
}
