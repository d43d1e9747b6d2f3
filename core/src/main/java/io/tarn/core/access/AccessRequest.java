package io.tarn.core.access;

import io.tarn.core.Connection;

/**
 * One question to an {@link Authorizer}.
 *
 * @param caller who asks
 * @param action the IAM action, for example {@code s3:GetObject}
 * @param resource what it is done to
 * @param connection how the request came
 */
public record AccessRequest(Caller caller, String action, Resource resource, Connection connection) {}
