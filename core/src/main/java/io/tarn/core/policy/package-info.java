/**
 * The policy language of IAM and S3: parses documents strictly, compiles them, and decides requests against sets of them.
 *
 * <p>Pure code without I/O or clock: what a decision depends on stands in its {@link io.tarn.core.policy.PolicyRequest}. A
 * condition key the server does not know is absent, never guessed. Matching takes time linear in the text for every pattern.
 */
@NullMarked
package io.tarn.core.policy;

import org.jspecify.annotations.NullMarked;
