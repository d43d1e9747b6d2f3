package io.tarn.core.identity;

import java.time.Instant;

/**
 * What may be told of an access key.
 *
 * @param accessKeyId its id
 * @param owner whom it belongs to
 * @param active false if it may not sign
 * @param created when it was made
 */
public record KeyDescription(String accessKeyId, KeyOwner owner, boolean active, Instant created) {}
