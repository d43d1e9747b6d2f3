/** Placeholder contract of this package. */
@NullMarked
package io.tarn.codegen;

import org.jspecify.annotations.NullMarked;
