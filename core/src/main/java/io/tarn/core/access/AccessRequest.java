package io.tarn.core.access;

import io.tarn.core.policy.PolicyContext;

/**
 * One question to an {@link Authorizer}.
 *
 * @param caller who asks
 * @param action the IAM action, for example {@code s3:GetObject}
 * @param resource what it is done to
 * @param keys the condition keys of the request itself; those of the caller and of the resource come from them
 */
public record AccessRequest(Caller caller, String action, Resource resource, PolicyContext keys) {}
