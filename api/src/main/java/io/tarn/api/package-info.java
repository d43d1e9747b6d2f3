/** Placeholder contract of this package. */
@NullMarked
package io.tarn.api;

import org.jspecify.annotations.NullMarked;
