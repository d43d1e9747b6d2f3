package io.tarn.core.sts;

import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryException;
import io.tarn.api.sts.StsErrorCode;

/** The refusals that more than one operation gives. */
final class StsErrors {
    private StsErrors() {}

    static QueryException denied(String arn, String action, String resource) {
        return QueryException.of(
                CommonQueryError.ACCESS_DENIED,
                "User: " + arn + " is not authorized to perform: " + action + " on resource: " + resource);
    }

    static QueryException denied(String message) {
        return QueryException.of(CommonQueryError.ACCESS_DENIED, message);
    }

    static QueryException invalid(String message) {
        return QueryException.of(CommonQueryError.VALIDATION_ERROR, message);
    }

    static QueryException badPolicy(String message) {
        return QueryException.of(StsErrorCode.MALFORMED_POLICY_DOCUMENT, message);
    }

    static QueryException badToken(String message) {
        return QueryException.of(StsErrorCode.INVALID_IDENTITY_TOKEN, message);
    }
}
