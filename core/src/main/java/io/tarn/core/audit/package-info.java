/**
 * What is remembered of every request: one event, given to a trail once, when the request ends.
 *
 * <p>An event carries no secret: no signature, no session token, no body, no query. Nothing here does I/O.
 */
@NullMarked
package io.tarn.core.audit;

import org.jspecify.annotations.NullMarked;
