/**
 * Buckets: their names, how they come into being, are found, listed and go, whatever crashes or races in between.
 *
 * <p>{@code docs/layout.md}, section "A bucket's life", holds the protocol.
 */
@NullMarked
package io.tarn.core.bucket;

import org.jspecify.annotations.NullMarked;
