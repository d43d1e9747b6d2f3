package io.tarn.core.auth;

import org.jspecify.annotations.Nullable;

/**
 * What the server signed for a request whose signature was another, and what its client seems to have signed. Session
 * tokens and keys that encrypt are not in the texts.
 *
 * @param canonicalRequest the server's
 * @param stringToSign the server's
 * @param mistake what the client did otherwise, or null if no usual mistake gives its signature
 */
public record SignatureFault(
        String canonicalRequest,
        String stringToSign,
        @Nullable Mistake mistake) {
    /**
     * A mistake that gives the client's signature.
     *
     * @param words what the client did
     * @param canonicalRequest what it signed
     * @param stringToSign what it made of that
     */
    public record Mistake(String words, String canonicalRequest, String stringToSign) {}
}
