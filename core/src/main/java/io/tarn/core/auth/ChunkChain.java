package io.tarn.core.auth;

import io.tarn.api.error.S3Exception;

/**
 * The signatures of a body sent in signed chunks: each signs its chunk and the signature before it, the first that of
 * the request's head. For one thread.
 */
public final class ChunkChain {
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final String accessKeyId;
    private final SigningKey key;
    private final Timestamp time;
    private final Scope scope;
    private Signature previous;

    ChunkChain(Claim claim, SigningKey key) {
        this.accessKeyId = claim.accessKeyId();
        this.key = key;
        this.time = claim.time();
        this.scope = claim.scope();
        this.previous = claim.signature();
    }

    /**
     * Verifies the next chunk, also the last, which is empty.
     *
     * @param signature as the chunk's extension carries it
     * @param sha256 digest of the chunk's bytes
     * @throws S3Exception {@code SignatureDoesNotMatch}
     */
    public void verifyChunk(String signature, byte[] sha256) {
        SignedText stringToSign = StringToSign.begin("AWS4-HMAC-SHA256-PAYLOAD", time, scope);
        previous.appendTo(stringToSign);
        stringToSign.append('\n').append(EMPTY_SHA256).append('\n').append(Hex.of(sha256));
        verify(signature, stringToSign);
    }

    /**
     * Verifies the trailers, after the last chunk.
     *
     * @param signature as {@code x-amz-trailer-signature} carries it
     * @param sha256 digest of the trailers, each as {@code name:value} and a line feed
     * @throws S3Exception {@code SignatureDoesNotMatch}
     */
    public void verifyTrailer(String signature, byte[] sha256) {
        SignedText stringToSign = StringToSign.begin("AWS4-HMAC-SHA256-TRAILER", time, scope);
        previous.appendTo(stringToSign);
        stringToSign.append('\n').append(Hex.of(sha256));
        verify(signature, stringToSign);
    }

    private void verify(String signature, SignedText stringToSign) {
        Signature claimed = Signature.claimed(signature);
        Signature calculated = key.sign(stringToSign);
        if (!calculated.matches(claimed)) {
            throw AuthErrors.wrongSignature(accessKeyId, stringToSign, claimed, null);
        }
        previous = calculated;
    }
}
