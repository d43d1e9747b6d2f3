package io.tarn.api.codec;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.HttpDates;
import io.tarn.api.http.MetadataText;
import io.tarn.api.http.ResponseHead;
import io.tarn.api.xml.XmlWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers a response: status, headers and a body unless that is a stream. For one thread. */
public final class ResponseWriter {
    private static final byte[] NO_BODY = {};

    private final Headers.Builder headers = Headers.builder();
    private int status = 200;
    private byte[] body = NO_BODY;
    private boolean hasBody;
    private boolean streams;

    /** Sets the status; the last one counts. */
    public void status(int value) {
        status = value;
    }

    /**
     * Adds a header; none if the value is null.
     *
     * @param name in small letters
     * @throws S3Exception {@code InvalidArgument} if the value holds control characters, which would end the header
     */
    public void header(String name, @Nullable String value) {
        if (value != null) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if ((c < ' ' && c != '\t') || c == 0x7F) {
                    throw S3Exception.of(ErrorCode.INVALID_ARGUMENT)
                            .with("ArgumentName", name)
                            .with("ArgumentValue", value);
                }
            }
            headers.add(name, value);
        }
    }

    /** Adds a number or flag in its usual form; none if the value is null. */
    public void header(String name, @Nullable Object value) {
        if (value != null) {
            headers.add(name, value.toString());
        }
    }

    /** Adds a moment in the form of a header; none if the value is null. */
    public void header(String name, @Nullable Instant value) {
        if (value != null) {
            headers.add(name, HttpDates.format(value));
        }
    }

    /** Adds a list separated by commas; none if it is null, an empty one if the list is empty. An item with a comma or quote in it is quoted. */
    public void header(String name, @Nullable List<String> items) {
        if (items != null) {
            StringBuilder joined = new StringBuilder();
            for (String item : items) {
                joined.append(joined.isEmpty() ? "" : ", ");
                if (item.indexOf(',') >= 0 || item.indexOf('"') >= 0) {
                    joined.append('"')
                            .append(item.replace("\\", "\\\\").replace("\"", "\\\""))
                            .append('"');
                } else {
                    joined.append(item);
                }
            }
            header(name, joined.toString());
        }
    }

    /** Numbers or flags in their usual form, or null. */
    public static @Nullable List<String> texts(@Nullable List<?> values) {
        return values == null ? null : values.stream().map(Object::toString).toList();
    }

    /** Moments in ISO 8601 form, or null. */
    public static @Nullable List<String> dateTimes(@Nullable List<Instant> values) {
        return values == null
                ? null
                : values.stream().map(HttpDates::formatDateTime).toList();
    }

    /** Moments in the form of a header, joined: each has a comma of its own, and none is quoted. */
    public static @Nullable String httpDates(@Nullable List<Instant> values) {
        return values == null ? null : values.stream().map(HttpDates::format).collect(Collectors.joining(", "));
    }

    /** Adds one header for each entry: user metadata. */
    public void headers(String prefix, @Nullable Map<String, String> map) {
        if (map != null) {
            map.forEach((name, value) -> header(prefix + name, MetadataText.sent(value)));
        }
    }

    /** Sets an XML document as the body. */
    public void body(XmlWriter document) {
        body("application/xml", document.toBytes());
    }

    /** Sets the body; kept, not copied. */
    public void body(String contentType, byte[] bytes) {
        if (!headers.has("content-type")) {
            headers.add("content-type", contentType);
        }
        body = bytes;
        hasBody = true;
    }

    /** Says that the body is a stream, of which the headers so far tell type and length. */
    public void stream() {
        streams = true;
    }

    /** True if the body is a stream. */
    public boolean streams() {
        return streams;
    }

    /** The body; empty if there is none or it is a stream. */
    public byte[] body() {
        return body;
    }

    /**
     * Status and headers. Unless the body is a stream they tell its length; a response without body has length 0, one
     * that may have none (204, 304) has neither length nor type.
     */
    public ResponseHead head() {
        boolean bodyless = status == 204 || status == 304;
        if (!streams && !bodyless && (hasBody || !headers.has("content-length"))) {
            headers.set("content-length", Integer.toString(body.length));
        }
        return new ResponseHead(status, headers.build());
    }
}
