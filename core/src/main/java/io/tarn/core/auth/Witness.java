package io.tarn.core.auth;

import io.tarn.core.access.Caller;
import java.util.function.Supplier;

/** Hears what a request says of itself before it is believed, for those who must explain a refusal. For one thread. */
public interface Witness {
    /** Hears nothing. */
    Witness NONE = new Witness() {};

    /** The request says that this key signed it. */
    default void claims(String accessKeyId) {}

    /**
     * The signature is not the key's.
     *
     * @param owner whose key it claims to be
     * @param fault looks for the mistake, which costs some hundred signatures; to be asked at once or never, as it knows
     *     the secret
     */
    default void wrongSignature(Caller.Identity owner, Supplier<SignatureFault> fault) {}
}
