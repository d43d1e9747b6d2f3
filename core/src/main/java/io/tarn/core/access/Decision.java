package io.tarn.core.access;

/** An {@link Authorizer}'s answer. */
public sealed interface Decision {
    /** The caller may. */
    record Allow() implements Decision {}

    /**
     * The caller may not.
     *
     * @param reason for the operator, never for the caller
     */
    record Deny(String reason) implements Decision {}

    /** True for {@link Allow}. */
    default boolean allowed() {
        return switch (this) {
            case Allow allow -> true;
            case Deny deny -> false;
        };
    }
}
