package io.tarn.core.access;

/** Decides whether a caller may do one thing. Called on every request: quick, and safe for many threads. */
@FunctionalInterface
public interface Authorizer {
    /** The decision; never null, and an exception counts as no permission. */
    Decision decide(AccessRequest request);
}
