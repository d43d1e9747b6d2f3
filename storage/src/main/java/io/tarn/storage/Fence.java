package io.tarn.storage;

/** A durable stop to commits in a space. {@code owner} is the caller's word for who set it and why. */
public record Fence(long space, Bytes owner) {}
