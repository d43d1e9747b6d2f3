package io.tarn.core.access;

import io.tarn.core.policy.PolicyContext;

/**
 * One question to an {@link Authorizer}.
 *
 * @param caller who asks
 * @param action the IAM action, for example {@code s3:GetObject}
 * @param resource what it is done to
 * @param keys the condition keys of the request itself; those of the caller and of the resource come from them
 * @param pays whether the caller says that it pays for the request
 */
public record AccessRequest(Caller caller, String action, Resource resource, PolicyContext keys, boolean pays) {
    /** A question of somebody who does not say that it pays. */
    public AccessRequest(Caller caller, String action, Resource resource, PolicyContext keys) {
        this(caller, action, resource, keys, false);
    }
}
