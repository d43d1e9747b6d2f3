package io.tarn.core.gate;

import io.tarn.api.error.S3Exception;
import io.tarn.api.query.CommonQueryError;
import io.tarn.api.query.QueryException;

/** Turns whatever stopped a request of the Query protocol into the refusal that its client sees. */
final class QueryRefusals {
    private QueryRefusals() {}

    /** The refusal for {@code failure}; the request id ties the log to the answer. */
    static QueryException of(Throwable failure, String requestId) {
        return failure instanceof QueryException refused ? refused : of(Refusals.of(failure, requestId));
    }

    /** What authentication and the store say, in the words of these services. */
    private static QueryException of(S3Exception refused) {
        return switch (refused.code()) {
            case INVALID_ACCESS_KEY_ID, INVALID_TOKEN, ACCOUNT_PROBLEM ->
                QueryException.of(
                        CommonQueryError.INVALID_CLIENT_TOKEN_ID,
                        "The security token included in the request is invalid.");
            case EXPIRED_TOKEN ->
                QueryException.of(
                        CommonQueryError.EXPIRED_TOKEN, "The security token included in the request is expired");
            case SIGNATURE_DOES_NOT_MATCH ->
                QueryException.of(
                        CommonQueryError.SIGNATURE_DOES_NOT_MATCH,
                        "The request signature we calculated does not match the signature you provided. Check your AWS"
                                + " Secret Access Key and signing method. Consult the service documentation for details.");
            case REQUEST_TIME_TOO_SKEWED ->
                QueryException.of(
                        CommonQueryError.SIGNATURE_DOES_NOT_MATCH,
                        "Signature expired: its time is more than fifteen minutes from the server's");
            case ACCESS_DENIED, X_AMZ_CONTENT_SHA256_MISMATCH ->
                QueryException.of(CommonQueryError.SIGNATURE_DOES_NOT_MATCH, message(refused));
            case SLOW_DOWN, SERVICE_UNAVAILABLE, OPERATION_ABORTED ->
                QueryException.of(
                        CommonQueryError.SERVICE_UNAVAILABLE,
                        "The request has failed due to a temporary failure of the server.");
            default ->
                refused.code().status() >= 500
                        ? QueryException.of(
                                CommonQueryError.INTERNAL_FAILURE,
                                "The request processing has failed because of an unknown error, exception or failure.")
                        : QueryException.of(CommonQueryError.INCOMPLETE_SIGNATURE, message(refused));
        };
    }

    private static String message(S3Exception refused) {
        String message = refused.getMessage();
        return message == null ? refused.code().code() : message;
    }
}
