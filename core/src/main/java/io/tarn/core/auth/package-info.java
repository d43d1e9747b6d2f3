/**
 * Who sent a request: Signature Version 4 in every form, verified before anything else looks at the request.
 *
 * <p>{@link io.tarn.core.auth.Authenticator} finds the one place where credentials may stand, checks them, and yields an
 * {@link io.tarn.core.auth.Authentication}: the caller, the headers that may be believed, and what the body must prove.
 * Secrets and signatures are types of their own that never print themselves and compare in constant time.
 */
@NullMarked
package io.tarn.core.auth;

import org.jspecify.annotations.NullMarked;
