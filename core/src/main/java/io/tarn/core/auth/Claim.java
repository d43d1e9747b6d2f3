package io.tarn.core.auth;

import java.util.List;

/**
 * What a request says about its signature, nothing of it proven yet.
 *
 * @param accessKeyId the key that signed
 * @param scope what its signing key is good for
 * @param time when it was signed
 * @param signedHeaders names in small letters, in the order of the claim
 * @param signature the signature
 * @param lifetimeSeconds for how long a presigned URL is good, or {@link #HEADER} for a signed header
 */
record Claim(
        String accessKeyId,
        Scope scope,
        Timestamp time,
        List<String> signedHeaders,
        Signature signature,
        long lifetimeSeconds) {
    static final long HEADER = -1;

    /** The scheme's name, in the header and in strings to sign. */
    static final String SCHEME = "AWS4-HMAC-SHA256";

    boolean presigned() {
        return lifetimeSeconds != HEADER;
    }
}
