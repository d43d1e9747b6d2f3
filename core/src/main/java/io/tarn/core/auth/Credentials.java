package io.tarn.core.auth;

import org.jspecify.annotations.Nullable;

/** Finds access keys. Called on every signed request: quick, and safe for many threads. */
@FunctionalInterface
public interface Credentials {
    /**
     * The key of this id, or null if there is none or it may not be used now.
     *
     * @param accessKeyId 1 to 128 letters, digits and {@code _ - . + = @}; nothing else is ever asked
     */
    @Nullable
    AccessKey find(String accessKeyId);
}
