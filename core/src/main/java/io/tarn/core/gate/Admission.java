package io.tarn.core.gate;

import io.tarn.api.http.QueryParameters;
import io.tarn.api.http.RequestHead;
import io.tarn.api.s3.Address;
import io.tarn.api.s3.S3Operation;
import io.tarn.core.Connection;
import io.tarn.core.auth.Authentication;

/** A request that was parsed and whose sender is known; of what it may do nothing is decided yet. */
record Admission(
        String requestId,
        RequestHead head,
        Connection connection,
        Address address,
        QueryParameters query,
        S3Operation operation,
        Authentication authentication) {

    /** True if the request names one version of the object. */
    boolean namesVersion() {
        return query.has("versionId");
    }
}
