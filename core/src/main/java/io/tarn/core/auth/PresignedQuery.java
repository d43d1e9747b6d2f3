package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.QueryParameters;
import java.util.List;

/** Reads the claim of a request that is signed in its query. */
final class PresignedQuery {
    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String CREDENTIAL = "X-Amz-Credential";
    static final String DATE = "X-Amz-Date";
    static final String EXPIRES = "X-Amz-Expires";
    static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    static final String SIGNATURE = "X-Amz-Signature";

    /** Longest lifetime, seven days. */
    static final long LIFETIME_SECONDS_MAX = 604_800;

    private PresignedQuery() {}

    /** True if the query carries anything of a signature of version 4. */
    static boolean isClaimed(QueryParameters query) {
        return query.has(ALGORITHM) || query.has(CREDENTIAL) || query.has(SIGNATURE);
    }

    /** True if the query carries a signature of version 2. */
    static boolean isVersion2(QueryParameters query) {
        return query.has("AWSAccessKeyId") && query.has("Signature");
    }

    /**
     * Reads the query.
     *
     * @param service that this endpoint is
     */
    static Claim parse(QueryParameters query, String service) {
        String algorithm = required(query, ALGORITHM);
        String credential = required(query, CREDENTIAL);
        Signature signature = Signature.claimed(required(query, SIGNATURE));
        String date = required(query, DATE);
        String signedHeaders = required(query, SIGNED_HEADERS);
        String expires = required(query, EXPIRES);
        checkAlgorithm(algorithm);
        String[] pieces = Fields.credential(credential);
        if (pieces == null) {
            throw badCredential("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/"
                    + Scope.TERMINAL + "\".");
        }
        Scope scope = Scope.parse(pieces, service, PresignedQuery::badCredential);
        Timestamp time = Timestamp.parseBasic(date);
        if (time == null) {
            throw error("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }
        List<String> names = Fields.signedHeaders(signedHeaders);
        if (names == null) {
            throw S3Exception.of(ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
        }
        return new Claim(pieces[0], scope, time, names, signature, lifetime(expires));
    }

    private static String required(QueryParameters query, String name) {
        String value = query.only(name);
        if (value == null || value.isEmpty()) {
            throw S3Exception.of(ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR);
        }
        return value;
    }

    private static void checkAlgorithm(String algorithm) {
        switch (algorithm) {
            case Claim.SCHEME -> {}
            case "AWS4-ECDSA-P256-SHA256" -> throw error("X-Amz-Algorithm only supports \"" + Claim.SCHEME + "\"");
            default -> throw error("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
        }
    }

    private static long lifetime(String text) {
        long seconds;
        try {
            seconds = Long.parseLong(text);
        } catch (NumberFormatException notNumber) {
            throw error("X-Amz-Expires should be a number");
        }
        if (seconds < 0) {
            throw error("X-Amz-Expires must be non-negative");
        }
        if (seconds > LIFETIME_SECONDS_MAX) {
            throw error("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be"
                    + " less than 604800 seconds");
        }
        return seconds;
    }

    static S3Exception badCredential(String what) {
        return error("Error parsing the X-Amz-Credential parameter; " + what);
    }

    static S3Exception error(String message) {
        return S3Exception.of(ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR, message);
    }
}
