package io.tarn.core.auth;

/** Hears what a request says of itself before it is believed, for those who must explain a refusal. For one thread. */
public interface Witness {
    /** Hears nothing. */
    Witness NONE = new Witness() {};

    /** The request says that this key signed it. */
    default void claims(String accessKeyId) {}
}
