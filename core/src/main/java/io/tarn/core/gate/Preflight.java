package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;

/** Answers a browser's preflight: no bucket has CORS rules yet, so none is ever allowed. */
final class Preflight {
    private Preflight() {}

    /** Why this preflight is refused; the same for a bucket that exists and one that does not. */
    static S3Exception refuse(Headers headers) {
        if (!headers.has("origin")) {
            return S3Exception.of(ErrorCode.BAD_REQUEST, "Insufficient information. Origin request header needed.");
        }
        String method = headers.first("access-control-request-method");
        if (method == null) {
            return S3Exception.of(ErrorCode.BAD_REQUEST, "Invalid Access-Control-Request-Method: null");
        }
        return S3Exception.of(ErrorCode.ACCESS_FORBIDDEN, "CORSResponse: CORS is not enabled for this bucket.")
                .with("Method", method)
                .with("ResourceType", "BUCKET");
    }
}
