package io.tarn.api.error;

import io.tarn.api.http.Headers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is refused: the code, the message, and the fields and headers that this code carries. Cheap to make:
 * it has no stack trace.
 */
public final class S3Exception extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String text;
    private final transient Map<String, String> fields;
    private final transient Headers headers;

    private S3Exception(ErrorCode code, String text, Map<String, String> fields, Headers headers) {
        super(code.code() + ": " + text, null, false, false);
        this.code = code;
        this.text = text;
        this.fields = fields;
        this.headers = headers;
    }

    /** With the code's usual message. */
    public static S3Exception of(ErrorCode code) {
        return new S3Exception(code, code.message(), Map.of(), Headers.NONE);
    }

    /** With a message of its own. */
    public static S3Exception of(ErrorCode code, String message) {
        return new S3Exception(code, message, Map.of(), Headers.NONE);
    }

    /** The same with one more field in the error document, after those it has. */
    public S3Exception with(String field, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new S3Exception(code, text, Collections.unmodifiableMap(more), headers);
    }

    /** The same with one more header in the answer. */
    public S3Exception withHeader(String name, String value) {
        Headers.Builder more = Headers.builder();
        headers.forEach(field -> more.add(field.name(), field.value()));
        return new S3Exception(code, text, fields, more.add(name, value).build());
    }

    /** The code. */
    public ErrorCode code() {
        return code;
    }

    /** The message of the error document. */
    public String message() {
        return text;
    }

    /** The further fields of the error document, in order. */
    public Map<String, String> fields() {
        return fields;
    }

    /** The further headers of the answer. */
    public Headers headers() {
        return headers;
    }
}
