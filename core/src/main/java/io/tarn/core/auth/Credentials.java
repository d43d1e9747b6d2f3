package io.tarn.core.auth;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import org.jspecify.annotations.Nullable;

/** Finds access keys. Called on every signed request: quick, and safe for many threads. */
@FunctionalInterface
public interface Credentials {
    /**
     * The key of this id, or null if there is none or it may not be used now.
     *
     * @param accessKeyId 1 to 128 letters, digits and {@code _ - . + = @}; nothing else is ever asked
     * @param sessionToken what the request sent as its session token, or null if it sent none
     * @throws io.tarn.api.error.S3Exception {@code InvalidToken} for a token that is not this key's, or for none with a
     *     key that needs one; {@code ExpiredToken}
     */
    @Nullable
    AccessKey find(String accessKeyId, @Nullable String sessionToken);

    /**
     * Hears that a key signed a request, after its signature was verified.
     *
     * @param scope what the signature was for
     */
    default void used(AccessKey key, Scope scope) {}

    /** One long-lived key, which takes no session token. */
    static Credentials only(String accessKeyId, AccessKey key) {
        return (asked, token) -> {
            if (token != null) {
                throw S3Exception.of(ErrorCode.INVALID_TOKEN);
            }
            return asked.equals(accessKeyId) ? key : null;
        };
    }
}
