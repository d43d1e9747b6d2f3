/** Placeholder contract of this package. */
@NullMarked
package io.tarn.testkit;

import org.jspecify.annotations.NullMarked;
