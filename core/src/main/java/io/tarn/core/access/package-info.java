/**
 * The question whether a caller may do a thing, and its answer.
 *
 * <p>The gate asks an {@link io.tarn.core.access.Authorizer} once for every action that the operation table names, before
 * anything is done and before a body is read; handlers ask again only where the answer depends on a key in the body or
 * decides between two refusals.
 */
@NullMarked
package io.tarn.core.access;

import org.jspecify.annotations.NullMarked;
