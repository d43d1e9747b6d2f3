package io.tarn.core.gate;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.s3.Address;
import io.tarn.core.bucket.Buckets;

/** Answers a browser's preflight: no bucket has CORS rules yet, so none is ever allowed. */
final class Preflight {
    private final Buckets buckets;

    Preflight(Buckets buckets) {
        this.buckets = buckets;
    }

    /** Why this preflight is refused. Whether a bucket exists is no secret. */
    S3Exception refuse(Address address, Headers headers) {
        if (!headers.has("origin")) {
            return S3Exception.of(ErrorCode.BAD_REQUEST, "Insufficient information. Origin request header needed.");
        }
        String method = headers.first("access-control-request-method");
        String why = exists(address) ? "CORS is not enabled for this bucket." : "Bucket not found";
        return S3Exception.of(ErrorCode.ACCESS_FORBIDDEN, "CORSResponse: " + why)
                .with("Method", method == null ? "OPTIONS" : method)
                .with("ResourceType", "BUCKET");
    }

    private boolean exists(Address address) {
        String bucket = address.bucket();
        if (bucket == null) {
            return false;
        }
        try {
            buckets.find(bucket);
            return true;
        } catch (S3Exception missing) {
            if (missing.code() != ErrorCode.NO_SUCH_BUCKET) {
                throw missing;
            }
            return false;
        }
    }
}
