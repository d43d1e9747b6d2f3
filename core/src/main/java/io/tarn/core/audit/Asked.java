package io.tarn.core.audit;

import io.tarn.core.access.Decision;
import io.tarn.core.access.Resource;

/**
 * One question to the authorizer and its answer.
 *
 * @param action the IAM action
 * @param resource what it would be done to
 * @param decision whether the caller may, and why
 */
public record Asked(String action, Resource resource, Decision decision) {}
