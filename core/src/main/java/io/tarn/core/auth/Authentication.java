package io.tarn.core.auth;

import io.tarn.api.http.Headers;
import io.tarn.core.access.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What authentication established about a request. */
public sealed interface Authentication {
    /** Who asks. */
    Caller caller();

    /** How the body is framed and vouched for. */
    PayloadMode payload();

    /**
     * The headers to act on: those sent, and for a presigned URL those that its signed query stands in for. Nothing
     * downstream looks for them in the query again.
     */
    Headers headers();

    /**
     * A request without credentials.
     *
     * @param payload unsigned, hashed or in unsigned chunks
     */
    record Anonymous(PayloadMode payload, Headers headers) implements Authentication {
        private static final Caller CALLER = new Caller.Anonymous();

        @Override
        public Caller caller() {
            return CALLER;
        }
    }

    /**
     * A request whose signature was verified. Of its body nothing is verified yet.
     *
     * @param caller the principal that the access key belongs to
     * @param scope of the signature
     * @param type where the signature stood
     * @param time when it was signed, as the sender says
     * @param chunks verifies the chunks of a body in {@link PayloadMode.SignedChunks}; null for any other
     */
    record Signed(
            Caller.Identity caller,
            Scope scope,
            AuthType type,
            Instant time,
            PayloadMode payload,
            Headers headers,
            @Nullable ChunkChain chunks)
            implements Authentication {}
}
