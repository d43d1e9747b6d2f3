package io.tarn.core.auth;

import io.tarn.core.access.Caller;

/**
 * An access key that may sign requests.
 *
 * @param secret what it signs with
 * @param owner whom its requests come from; its {@code accessKeyId} is the key's id
 */
public record AccessKey(Secret secret, Caller.Identity owner) {}
