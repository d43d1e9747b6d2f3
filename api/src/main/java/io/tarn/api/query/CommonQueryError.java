package io.tarn.api.query;

/** The errors that all services of the Query protocol share (AWS, IAM API Reference: Common Error Types). */
public enum CommonQueryError implements QueryError {
    ACCESS_DENIED("AccessDenied", 403),
    EXPIRED_TOKEN("ExpiredToken", 403),
    INCOMPLETE_SIGNATURE("IncompleteSignature", 403),
    INTERNAL_FAILURE("InternalFailure", 500),
    INVALID_ACTION("InvalidAction", 400),
    INVALID_CLIENT_TOKEN_ID("InvalidClientTokenId", 403),
    MALFORMED_INPUT("MalformedInput", 400),
    MALFORMED_QUERY_STRING("MalformedQueryString", 404),
    MISSING_ACTION("MissingAction", 400),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationToken", 403),
    NOT_IMPLEMENTED("NotImplemented", 501),
    REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLarge", 413),
    REQUEST_EXPIRED("RequestExpired", 400),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
    SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 403),
    THROTTLING("Throttling", 400),
    VALIDATION_ERROR("ValidationError", 400);

    private final String code;
    private final int status;

    CommonQueryError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }
}
