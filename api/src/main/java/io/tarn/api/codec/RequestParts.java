package io.tarn.api.codec;

import io.tarn.api.http.Headers;
import io.tarn.api.http.QueryParameters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request taken apart, before an operation gives the parts a meaning. */
public final class RequestParts {
    private static final byte[] NO_BODY = {};

    private final Map<String, String> labels;
    private final QueryParameters query;
    private final Headers headers;
    private final byte[] body;

    private RequestParts(Map<String, String> labels, QueryParameters query, Headers headers, byte[] body) {
        this.labels = labels;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Parts of any request.
     *
     * @param labels what stands in host and path, by member name: {@code Bucket}, {@code Key}
     * @param body the body as far as it is not a stream; kept, not copied
     */
    public static RequestParts of(Map<String, String> labels, QueryParameters query, Headers headers, byte[] body) {
        return new RequestParts(labels, query, headers, body);
    }

    /** Parts of a request to a bucket or key, either of which may be null; without a body, or with a stream. */
    public static RequestParts of(
            @Nullable String bucket, @Nullable String key, QueryParameters query, Headers headers) {
        Map<String, String> labels = bucket == null
                ? Map.of()
                : key == null ? Map.of("Bucket", bucket) : Map.of("Bucket", bucket, "Key", key);
        return new RequestParts(labels, query, headers, NO_BODY);
    }

    /** The same with a body that was read whole; kept, not copied. */
    public RequestParts body(byte[] bytes) {
        return new RequestParts(labels, query, headers, bytes);
    }

    /** What stands in host or path for a member, or null. */
    public @Nullable String label(String member) {
        return labels.get(member);
    }

    /** The query. */
    public QueryParameters query() {
        return query;
    }

    /** The headers. */
    public Headers headers() {
        return headers;
    }

    /** The body; empty if there is none or it is a stream. */
    public byte[] body() {
        return body;
    }
}
