package io.tarn.core.iam;

import io.tarn.core.policy.PolicyDocument;

/**
 * A policy of a simulation.
 *
 * @param id what answers call it
 * @param type {@code user}, {@code group}, {@code role}, {@code aws-managed}, {@code user-managed}, {@code resource} or
 *     {@code none}
 * @param document the policy
 */
record SimulatedPolicy(String id, String type, PolicyDocument document) {}
