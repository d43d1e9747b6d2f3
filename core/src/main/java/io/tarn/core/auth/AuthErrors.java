package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import org.jspecify.annotations.Nullable;

/** The refusals that more than one part of authentication gives. */
final class AuthErrors {
    private AuthErrors() {}

    /** Another version of the signature than ours. */
    static S3Exception notSupported() {
        return S3Exception.of(
                ErrorCode.INVALID_REQUEST,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    /** Credentials in more than one place. */
    static S3Exception twoMechanisms(String authorization) {
        return S3Exception.of(
                        ErrorCode.INVALID_ARGUMENT,
                        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query"
                                + " string parameter or the Authorization header should be specified")
                .with("ArgumentName", "Authorization")
                .with("ArgumentValue", authorization);
    }

    /** No key of this id may sign. */
    static S3Exception unknownKey(String accessKeyId) {
        return S3Exception.of(ErrorCode.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", accessKeyId);
    }

    /**
     * A signature that is not the one we calculated, with everything the client needs to find out why.
     *
     * @param canonicalRequest null for the signature of a chunk
     */
    static S3Exception wrongSignature(
            String accessKeyId, SignedText stringToSign, Signature provided, @Nullable SignedText canonicalRequest) {
        S3Exception error = S3Exception.of(ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                .with("AWSAccessKeyId", accessKeyId)
                .with("StringToSign", stringToSign.toString())
                .with("SignatureProvided", provided.text())
                .with("StringToSignBytes", Hex.spaced(stringToSign.toArray()));
        return canonicalRequest == null
                ? error
                : error.with("CanonicalRequest", canonicalRequest.toString())
                        .with("CanonicalRequestBytes", Hex.spaced(canonicalRequest.toArray()));
    }
}
