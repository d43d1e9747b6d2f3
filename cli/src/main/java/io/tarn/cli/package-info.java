/** Placeholder contract of this package. */
@NullMarked
package io.tarn.cli;

import org.jspecify.annotations.NullMarked;
