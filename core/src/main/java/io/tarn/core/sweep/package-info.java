/**
 * Takes away in bounded steps what nothing names any more: parts of deleted, replaced, aborted and completed uploads.
 *
 * <p>What is to go is said by {@code g} rows, written in the commit that makes it so ({@code docs/layout.md}).
 */
@NullMarked
package io.tarn.core.sweep;

import org.jspecify.annotations.NullMarked;
