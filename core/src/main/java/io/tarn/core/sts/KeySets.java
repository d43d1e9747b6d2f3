package io.tarn.core.sts;

import io.tarn.core.access.GrantSource;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** Where the public keys of identity providers come from. Safe for many threads. */
@FunctionalInterface
public interface KeySets {
    /**
     * The key with which a provider signs under this id.
     *
     * @param keyId the id that the token names, or null if it names none: then the provider's only key
     * @return null if the provider has no such key
     * @throws io.tarn.api.query.QueryException {@code IDPCommunicationError} if the provider does not answer as it should
     */
    @Nullable
    PublicKey find(GrantSource.Provider provider, @Nullable String keyId);
}
