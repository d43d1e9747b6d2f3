package io.tarn.core.gate;

import io.tarn.api.http.Headers;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import io.tarn.api.s3.Address;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.Connection;
import io.tarn.core.audit.Hearing;
import io.tarn.core.auth.Authentication;
import java.time.Instant;

/** A request that was parsed and whose sender is known; of what it may do nothing is decided yet. {@code time} is when it came. */
record Admission(
        String requestId,
        RequestHead head,
        Connection connection,
        Address address,
        QueryParameters query,
        S3Operation operation,
        Authentication authentication,
        Instant time,
        String region,
        Hearing hearing) {

    /** The headers to act on. */
    Headers headers() {
        return authentication.headers();
    }

    /** Where the client finds the bucket: scheme, host, and the bucket's name if the host does not have it. */
    String endpoint() {
        String host = head.headers().first("host");
        String origin = (connection.secure() ? "https://" : "http://") + (host == null ? "localhost" : host);
        String bucket = address.bucket();
        return bucket == null || address.form() == Address.Form.VIRTUAL_HOST ? origin : origin + "/" + bucket;
    }

    /** True if the request names one version of the object. */
    boolean namesVersion() {
        return query.has("versionId");
    }
}
