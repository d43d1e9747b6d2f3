package io.tarn.core.policy;

/**
 * A policy with the name that an explanation calls it by.
 *
 * @param name an ARN, or for an inline policy what it is attached to and its name
 * @param document the policy
 */
public record NamedPolicy(String name, PolicyDocument document) {}
