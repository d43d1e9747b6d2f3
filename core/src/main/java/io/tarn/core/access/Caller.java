package io.tarn.core.access;

/** Who asks, as authentication established it. */
public sealed interface Caller {
    /** A request that carries no credentials. */
    record Anonymous() implements Caller {}

    /**
     * A request signed by one of an account's principals.
     *
     * @param account the account
     * @param arn the principal, for example {@code arn:aws:iam::123456789012:root}
     * @param accessKeyId the key that signed
     */
    record Identity(Account account, String arn, String accessKeyId) implements Caller {}
}
